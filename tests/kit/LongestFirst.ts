import { BaseSequencer, type TestSpecification } from 'vitest/node'

const rank = ({ moduleId }: TestSpecification) =>
  moduleId.includes('/tests/field/') ? 0 : moduleId.includes('/tests/contract/') ? 1 : 2

/**
 * The simulator first, then what has a database. On a clean clone vitest knows no durations and goes by the size of files: the
 * simulator's is small, so it came last, and for its hundred seconds one core had nothing to do.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b))
  }
}
