package dev.belay.cluster;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import dev.belay.journal.JournalFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the messages between nodes are written: as in the journal, and with the kind of every value of a sealed type, so that
 * the core needs no annotations for it. Akka's Jackson serializers load it by its name in {@code akka.conf}. Nothing but
 * classes of Belay, bound there by name, is ever read.
 */
public final class ClusterJackson extends Module {

    private static final String OURS = "dev.belay.";
    private static final JsonTypeInfo.Value KIND =
            JsonTypeInfo.Value.construct(JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "kind", null, false, true);

    @Override
    public String getModuleName() {
        return "belay-cluster";
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        JournalFormat.module().setupModule(context);
        context.insertAnnotationIntrospector(new SealedKinds());
    }

    private static final class SealedKinds extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            return isSealed(annotated.getRawType()) ? KIND : null;
        }

        @Override
        public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
            Class<?> type = annotated.getRawType();
            return isSealed(type) ? leaves(type) : null;
        }

        @Override
        public @Nullable String findTypeName(AnnotatedClass annotated) {
            return isSealed(annotated.getRawType()) ? name(annotated.getRawType()) : null;
        }

        private static boolean isSealed(Class<?> type) {
            return type.getName().startsWith(OURS)
                    && (type.isSealed()
                            || List.of(type.getInterfaces()).stream().anyMatch(SealedKinds::isSealed));
        }

        private static List<NamedType> leaves(Class<?> type) {
            List<NamedType> found = new ArrayList<>();
            if (type.isSealed()) {
                for (Class<?> permitted : type.getPermittedSubclasses()) {
                    found.addAll(leaves(permitted));
                }
            } else {
                found.add(new NamedType(type, name(type)));
            }
            return found;
        }

        /** With the class around it, without the package. */
        private static String name(Class<?> type) {
            return type.getName().substring(type.getPackageName().length() + 1);
        }
    }
}
