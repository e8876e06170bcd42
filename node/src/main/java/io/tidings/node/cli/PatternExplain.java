package io.tidings.node.cli;

import io.tidings.stix.pattern.Pattern;
import io.tidings.stix.pattern.extract.PlainIndicator;
import io.tidings.stix.pattern.syntax.MalformedPatternException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tidings pattern explain}: needs no node. */
@Command(name = "explain", description = "Say in plain words what a STIX pattern means, part by part.")
final class PatternExplain implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "PATTERN", description = "Such as \"[ipv4-addr:value = '192.0.2.1']\".")
    private String text = "";

    PatternExplain(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Terminal terminal = session.terminal();
        try {
            Pattern pattern = Pattern.parse(text);
            pattern.explain().render().lines().map(Table::shown).forEach(terminal::print);
            List<PlainIndicator> indicators = pattern.indicators();
            if (!indicators.isEmpty()) {
                terminal.print("");
                terminal.print("It names:");
                indicators.forEach(each -> terminal.print(Table.shown("  " + each)));
            }
            return ExitCode.OK.number();
        } catch (MalformedPatternException none) {
            PatternPlace.lines(text, none.location()).forEach(terminal::print);
            throw new CommandFailure(ExitCode.REFUSED, String.valueOf(none.getMessage()), none);
        }
    }
}
