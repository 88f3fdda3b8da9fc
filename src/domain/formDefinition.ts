import * as z from 'zod/mini'
import { laterTranslations } from './guideText.ts'
import { fieldNamePattern } from './recordGroup.ts'

const id = z.string().check(z.regex(fieldNamePattern))
const packId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,59}$/))
const words = (max: number) => z.string().check(z.minLength(1), z.maxLength(max))
/** Both languages of the desk, and what residents may read beside them. */
const bilingual = (max: number) => z.object({ vi: words(max), en: words(max), ...laterTranslations(max) })

/** The sections of a dossier that answers live in; they are groups of the dossier record. */
export const formSections = ['requester', 'answers', 'mother', 'father', 'closing'] as const
export type FormSection = (typeof formSections)[number]

/** A field by section and id, `answers.name`. */
const fieldPath = z.string().check(z.regex(/^(requester|answers|mother|father|closing)\.[a-z][A-Za-z0-9]{0,39}$/))
/** A field of the activation record, `identity.name`. */
const activationPath = z.string().check(z.regex(/^[a-z]{1,20}\.[a-z][A-Za-z0-9]{0,39}$/))

/**
 * The only rules a form may hold: compare one answer with a value, or ask whether it was given. No expressions, no
 * patterns of the author's, no references to elsewhere (security-sync §3b).
 */
export const formRuleSchema = z.union([
  z.strictObject({ field: fieldPath, equals: z.union([words(100), z.boolean()]) }),
  z.strictObject({ field: fieldPath, notEquals: z.union([words(100), z.boolean()]) }),
  z.strictObject({ field: fieldPath, answered: z.boolean() }),
])
export type FormRule = z.infer<typeof formRuleSchema>

export const fieldKinds = [
  'text',
  'longText',
  'name',
  'date',
  'partialDate',
  'sex',
  'ethnicGroup',
  'nationality',
  'commune',
  'place',
  'choice',
  'idDocument',
  'personalId',
  'phone',
  'email',
  'count',
  'yesNo',
  'pledge',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/** A choice; `print` is empty where only the free words beside it are printed. */
const choiceSchema = z.strictObject({ id, print: z.string().check(z.maxLength(200)), label: bilingual(200) })

export const formFieldSchema = z.strictObject({
  id,
  kind: z.enum(fieldKinds),
  /** What the screen asks. */
  question: bilingual(200),
  required: z.boolean(),
  /** Required only where this holds; `required` is then false. */
  requiredIf: z.exactOptional(formRuleSchema),
  /** Asked only where this holds. */
  askIf: z.exactOptional(formRuleSchema),
  /** Where the first proposal comes from, to be confirmed and not retyped; several are joined with a comma. */
  fillFrom: z.exactOptional(z.array(activationPath).check(z.minLength(1), z.maxLength(4))),
  /** Printed words before a proposal, such as the office's name before the commune's. */
  fillPrefix: z.exactOptional(words(60)),
  /** Says the same as another field while a rule holds, and is not asked then. */
  sameAs: z.exactOptional(z.strictObject({ field: fieldPath, when: formRuleSchema })),
  /** What is printed while a rule holds, and not asked then. */
  fixed: z.exactOptional(z.strictObject({ text: words(200), when: formRuleSchema })),
  /** A key of `locales/{vi,en}/form.json`, under `help`. */
  help: z.exactOptional(id),
  choices: z.exactOptional(z.array(choiceSchema).check(z.minLength(2), z.maxLength(30))),
})
export type FormField = z.infer<typeof formFieldSchema>

/** People that a line lists, one row each: a group of their own in the record (`repeatedGroups.ts`). */
const membersSchema = z.strictObject({
  question: bilingual(200),
  /** A key of `locales/{vi,en}/form.json`, under `help`. */
  help: z.exactOptional(id),
  most: z.int().check(z.gte(1), z.lte(20)),
  /** The head of the column with the row's number. */
  numberLabel: words(20),
  columns: z.array(z.strictObject({ label: words(60), field: formFieldSchema })).check(z.minLength(1), z.maxLength(10)),
})
export type FormMembers = z.infer<typeof membersSchema>

/** A printed line with the fields that fill it; none for a line that is signed by hand. */
export const formLineSchema = z.strictObject({
  /** Exactly as printed; absent for a question that only steers the form. */
  label: z.exactOptional(words(200)),
  fields: z.array(formFieldSchema).check(z.maxLength(10)),
  signedByHand: z.exactOptional(z.boolean()),
  /** Prints this date in words; nobody is asked. */
  inWordsOf: z.exactOptional(fieldPath),
  members: z.exactOptional(membersSchema),
})

const paperSchema = z.strictObject({
  id,
  label: bilingual(300),
  askIf: z.exactOptional(formRuleSchema),
  officeMayLookUp: z.boolean(),
  /** The officer prints it from the answers, to be signed there: nobody is asked for it. */
  printedByOffice: z.exactOptional(z.literal(true)),
  /**
   * An officer who sees it beforehand spares a way: with the resident's consent it may be photographed. Never asked for
   * (facts §4), and never of a card (facts §6).
   */
  photo: z.exactOptional(z.literal(true)),
})

const formShape = z.strictObject({
  id: packId,
  version: words(20),
  procedureCode: words(20),
  /** Exactly as printed. */
  title: words(200),
  name: bilingual(200),
  basis: words(300),
  /** True where the lines are those that a source shows. */
  verified: z.boolean(),
  sections: z
    .array(
      z.strictObject({
        id: z.enum(formSections),
        /** Absent where the form prints none. */
        title: z.exactOptional(words(200)),
        lines: z.array(formLineSchema).check(z.maxLength(80)),
      }),
    )
    .check(z.minLength(1), z.maxLength(formSections.length)),
  papers: z.array(paperSchema).check(z.maxLength(40)),
  /** The answers by which a dossier without an activation is known at the desk: whose it is. */
  subject: z.strictObject({ name: fieldPath, idNumber: z.exactOptional(fieldPath) }),
  /** What the office promises, only where a source shows it. */
  facts: z.strictObject({
    time: z.exactOptional(bilingual(300)),
    fee: z.exactOptional(bilingual(300)),
    validity: z.exactOptional(bilingual(300)),
    deadline: z.exactOptional(bilingual(300)),
  }),
})
export type FormDefinition = z.infer<typeof formShape>

/** A field with its place: `path` is `section.id`. */
export interface PlacedField {
  readonly section: FormSection
  readonly path: string
  readonly field: FormField
}

/** @returns all fields in printed order. */
export const fieldsOf = (form: FormDefinition): readonly PlacedField[] =>
  form.sections.flatMap((section) =>
    section.lines.flatMap((line) =>
      line.fields.map((field) => ({ section: section.id, path: `${section.id}.${field.id}`, field })),
    ),
  )

/** @returns the line that lists people, if the form has one. */
export const membersOf = (form: FormDefinition): FormMembers | undefined =>
  form.sections.flatMap(({ lines }) => lines.flatMap(({ members }) => members ?? [])).at(0)

const rulesOf = (field: FormField) =>
  [field.requiredIf, field.askIf, field.sameAs?.when, field.fixed?.when].flatMap((rule) => rule ?? [])

/** A list of people is a plain table: one a form, every column once, no branches. */
const memberFaults = (form: FormDefinition): readonly string[] => {
  const lists = form.sections.flatMap(({ lines }) => lines.flatMap(({ members }) => members ?? []))
  const fields = lists.flatMap(({ columns }) => columns.map(({ field }) => field))
  const ids = fields.map((field) => field.id)
  return [
    ...lists.slice(1).map(() => 'a form lists people once'),
    ...ids.filter((one, at) => ids.indexOf(one) !== at).map((one) => `members.${one} stands twice`),
    ...fields
      .filter((field) => rulesOf(field).length > 0 || field.fillFrom !== undefined)
      .map((field) => `members.${field.id} may have no rule`),
    ...fields
      .filter((field) => (field.kind === 'choice') !== (field.choices !== undefined))
      .map((field) => `members.${field.id} needs choices if it is a choice, and only then`),
  ]
}

/** What a form says that cannot be: ids twice, rules about fields that are not there, choices without a list. */
const contradictions = (form: FormDefinition): readonly string[] => {
  const fields = fieldsOf(form)
  const paths = fields.map(({ path }) => path)
  const known = new Set(paths)
  const named = [
    ...fields.flatMap(({ field }) => [
      ...rulesOf(field).map((rule) => rule.field),
      ...(field.sameAs ? [field.sameAs.field] : []),
    ]),
    ...form.papers.flatMap(({ askIf }) => askIf?.field ?? []),
    ...form.sections.flatMap(({ lines }) => lines.flatMap(({ inWordsOf }) => inWordsOf ?? [])),
    ...Object.values(form.subject),
  ]
  return [
    ...memberFaults(form),
    ...paths.filter((path, at) => paths.indexOf(path) !== at).map((path) => `${path} stands twice`),
    ...named.filter((path) => !known.has(path)).map((path) => `${path} is not a field of this form`),
    ...fields
      .filter(({ field }) => (field.kind === 'choice') !== (field.choices !== undefined))
      .map(({ path }) => `${path} needs choices if it is a choice, and only then`),
    ...fields
      .filter(({ field }) => field.sameAs && fields.find(({ path }) => path === field.sameAs?.field)?.field.sameAs)
      .map(({ path }) => `${path} copies a field that is itself a copy`),
  ]
}

/** A form definition as data: checked in itself, so that filling and printing never meet a hole. */
export const formDefinitionSchema = formShape.check((checked) => {
  for (const message of contradictions(checked.value)) {
    checked.issues.push({ code: 'custom', message, input: checked.value.id })
  }
})

/** The largest form pack, in characters of JSON. */
export const maxFormPackLength = 100_000

/** Reads a form pack that came as text; throws a SyntaxError, a RangeError or a ZodError that names the wrong place. */
export const parseFormPack = (json: string): FormDefinition => {
  if (json.length > maxFormPackLength) throw new RangeError('a form pack may have 100,000 characters')
  return formDefinitionSchema.parse(JSON.parse(json))
}
