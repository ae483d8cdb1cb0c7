package dev.belay.app;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command printed and returned. */
record CommandLineRun(int code, String out, String err) {

    static CommandLineRun of(String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new CommandLineRun(code, out.toString(), err.toString());
    }
}
