/** What a transaction changed, as steps back. Rolling back runs them newest first; forgetting them is the commit. */
export class UndoLog {
  private steps: Array<() => void> = []

  push(step: () => void): void {
    this.steps.push(step)
  }

  rollback(): void {
    for (const step of this.steps.reverse()) step()
    this.steps = []
  }
}
