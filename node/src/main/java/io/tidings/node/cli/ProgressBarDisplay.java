package io.tidings.node.cli;

import io.tidings.node.operations.Operations.Progress;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar without end, since nobody knows how much there is to come; it shows objects and objects per second. */
final class ProgressBarDisplay implements Terminal.ProgressDisplay {
    private static final int UPDATE_MILLIS = 200;
    private static final int WIDTH = 100;

    private final ProgressBar bar;

    ProgressBarDisplay(String task, PrintStream err) {
        this.bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(-1)
                .setUnit(" objects", 1)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .hideEta()
                .showSpeed()
                .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                .build();
    }

    @Override
    public void accept(Progress progress) {
        bar.setExtraMessage(progress.what());
        bar.stepTo(progress.objects());
    }

    @Override
    public void close() {
        bar.close();
    }
}
