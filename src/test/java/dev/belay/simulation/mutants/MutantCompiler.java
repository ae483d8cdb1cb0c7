package dev.belay.simulation.mutants;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles in memory, against the classes of this test. */
final class MutantCompiler {

    private static final String CLASS_PATH = classPath();

    private MutantCompiler() {}

    /** Surefire may hide the class path in a jar of its own. */
    private static String classPath() {
        String own = System.getProperty("surefire.test.class.path", "");
        String all = own.isEmpty() ? System.getProperty("java.class.path", "") : own;
        return String.join(
                File.pathSeparator,
                Stream.of(all.split(File.pathSeparator, -1))
                        .filter(entry -> new File(entry).exists())
                        .toList());
    }

    /** The classes of {@code sources}, which are texts by path, by the name of the class. */
    static Map<String, byte[]> compile(String name, Map<String, String> sources) {
        if (sources.isEmpty()) {
            return Map.of();
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new DiagnosticCollector<JavaFileObject>();
        Map<String, byte[]> classes = new HashMap<>();
        List<JavaFileObject> units = new ArrayList<>();
        sources.forEach((path, text) -> units.add(new Source(path, text)));
        try (StandardJavaFileManager files = compiler.getStandardFileManager(problems, null, null);
                var memory = new InMemory(files, classes)) {
            List<String> options = List.of("-proc:none", "-parameters", "-nowarn", "-classpath", CLASS_PATH);
            if (!compiler.getTask(null, memory, problems, options, null, units).call()) {
                throw new IllegalStateException(
                        "the mutant %s does not compile: %s".formatted(name, problems.getDiagnostics()));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return classes;
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String path, String text) {
            super(URI.create("string:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static final class InMemory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, byte[]> classes;

        InMemory(JavaFileManager files, Map<String, byte[]> classes) {
            super(files);
            this.classes = classes;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            return new SimpleJavaFileObject(URI.create("memory:///" + className), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return new ByteArrayOutputStream() {
                        @Override
                        public void close() {
                            classes.put(className, toByteArray());
                        }
                    };
                }
            };
        }
    }
}
