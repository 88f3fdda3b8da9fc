import { type FormDefinition, formDefinitionSchema } from './formDefinition.ts'
import birth from './packs/form-birth.json' with { type: 'json' }
import maritalStatus from './packs/form-marital-status.json' with { type: 'json' }
import temporaryResidence from './packs/form-temporary-residence.json' with { type: 'json' }

let loaded: readonly FormDefinition[] | undefined

/** @returns the forms that this version ships with; read once. Import this file lazily. */
export const loadForms = (): readonly FormDefinition[] => {
  loaded ??= [birth, temporaryResidence, maritalStatus].map((form) => formDefinitionSchema.parse(form))
  return loaded
}

/** @returns the form with this id, or undefined. */
export const formById = (id: string): FormDefinition | undefined => loadForms().find((form) => form.id === id)
