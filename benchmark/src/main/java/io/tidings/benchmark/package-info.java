/**
 * Measures running nodes from outside, through the doors that everyone has: it starts them as processes, talks HTTPS to
 * them and knows nothing of their code. Begin at {@link io.tidings.benchmark.Benchmark}.
 */
@NullMarked
package io.tidings.benchmark;

import org.jspecify.annotations.NullMarked;
