/**
 * Where chance begins in the tests of faults: `FAULTS_SEED`, or by hand another each time. In CI always the same: what CI says of a
 * commit must be that commit's doing.
 */
export const faultsSeed = Number(process.env.FAULTS_SEED ?? (process.env.CI ? 1 : Math.floor(Math.random() * 1e9)))
