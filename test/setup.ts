import fc from 'fast-check';

/**
 * Property tests draw the same cases every time, so that a red run means a change and not chance.
 * `TAMYR_PROPERTY_SEED` tries other ones.
 */
fc.configureGlobal({ seed: Number(process.env.TAMYR_PROPERTY_SEED ?? 20261122) });
