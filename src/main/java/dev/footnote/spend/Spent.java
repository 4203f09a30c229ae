package dev.footnote.spend;

import java.math.BigDecimal;

/**
 * What was spent in a day of UTC and in its month so far.
 *
 * @param costToday of the answers whose model has a price
 * @param unpricedThisMonth answers whose model had no price, which no cost holds
 */
public record Spent(
    long tokensToday,
    long tokensThisMonth,
    BigDecimal costToday,
    BigDecimal costThisMonth,
    long unpricedThisMonth) {}
