package dev.belay.simulation.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Loads the whole program anew, with some of its classes replaced; all else is shared with the test. */
final class MutantLoader extends ClassLoader {

    private static final String OURS = "dev.belay.";

    private final Map<String, byte[]> replaced;

    MutantLoader(Map<String, byte[]> replaced) {
        super(MutantLoader.class.getClassLoader());
        this.replaced = replaced;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(OURS)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = replaced.containsKey(name) ? replaced.get(name) : unchanged(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] unchanged(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        } catch (IOException failure) {
            throw new ClassNotFoundException(name, failure);
        }
    }
}
