import pack from './packs/procedures.json' with { type: 'json' }

/**
 * A commune procedure: its national code, name and field. Times, fees and papers differ from place to place and were
 * read in other provinces, so they are not here; a form pack says what its officer confirmed (facts §4).
 */
export interface Procedure {
  readonly code: string
  readonly name: string
  readonly field: string
}

/** The 49 procedures whose code a source shows. */
export const procedures: readonly Procedure[] = pack.procedures.flatMap(([code, name, field]) =>
  code === undefined || name === undefined || field === undefined ? [] : [{ code, name, field }],
)

/** @returns the procedure with this national code, or undefined. */
export const procedureByCode = (code: string): Procedure | undefined => procedures.find((one) => one.code === code)
