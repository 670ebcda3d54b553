import fc from 'fast-check'

/**
 * Every run of the tests plays the same made-up cases, so that a change, and nothing else, turns one red.
 * `FELTBOKA_SEED=<number>` plays others: the number that found a fault finds it again.
 */
fc.configureGlobal({ seed: Number(process.env.FELTBOKA_SEED ?? 1) })
