package io.tidings.node.doctor;

import java.time.Duration;

/** @param ahead how far the peer's clock is ahead of ours; negative if it is behind. Good to about a second */
record ClockReading(String peer, Duration ahead) {}
