package dev.belay.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** Makes authorities and certificates of nodes by openssl, as an operator does: NAME.crt and NAME.key in a folder. */
public final class Certificates {

    private final Path folder;

    public Certificates(Path folder) {
        this.folder = folder;
    }

    public void authority(String name) throws IOException, InterruptedException {
        openssl("req -x509 -newkey rsa:2048 -nodes -keyout %s.key -out %s.crt -days 2 -subj /CN=%s"
                .formatted(name, name, name));
    }

    /** A node's, of that authority. */
    public void signed(String authority, String node) throws IOException, InterruptedException {
        openssl("req -newkey rsa:2048 -nodes -keyout %s.key -out %s.csr -subj /CN=belay-node".formatted(node, node));
        openssl("x509 -req -in %s.csr -CA %s.crt -CAkey %s.key -CAcreateserial -days 2 -out %s.crt"
                .formatted(node, authority, authority, node));
        Files.setPosixFilePermissions(folder.resolve(node + ".key"), PosixFilePermissions.fromString("rw-------"));
    }

    private void openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ", -1)));
        Path said = folder.resolve("openssl.log");
        int code = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException(Files.readString(said));
        }
    }
}
