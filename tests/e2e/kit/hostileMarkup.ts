import { membersOf } from '../../../src/domain/formDefinition.ts'
import { loadForms } from '../../../src/domain/formsPack.ts'
import { parseGroupPatch, type RecordType, recordTypes } from '../../../src/domain/records.ts'

/** What runs a script, or changes the page, where text is taken for markup, an address or code; short ones fit short fields. */
export const hostileMarkup = [
  '<img src=x data-xss onerror=xssRan(1)>',
  '<script data-xss>xssRan(2)</script>',
  '"><svg data-xss onload=xssRan(3)>',
  'javascript:xssRan(4)//"><u>',
  "'-xssRan(5)-'<u>",
  '<a data-xss href="javascript:xssRan(6)">x</a>',
  '</title><iframe data-xss src=javascript:xssRan(7)>',
  '{{constructor.constructor("xssRan(8)")()}}<u>',
  '<style data-xss>*{display:none}</style>',
  '<u>x</u>',
  '"><u>',
] as const

type Groups = Record<string, Record<string, unknown>>

/** A text, or the lists that some fields are made of, with it in every place that takes text. */
const shapesOf = (text: string): unknown[] => [
  text,
  [text],
  [
    {
      at: 1_700_000_000_000,
      text,
      id: text,
      state: text,
      step: text,
      tries: 1,
      ok: false,
      result: text,
      failure: text,
    },
  ],
]

/** The longest hostile text of this turn that a field takes; none for what takes no text at all, such as dates. */
function hostileValue(type: RecordType, group: string, field: string, turn: number): unknown {
  for (let i = 0; i < hostileMarkup.length; i++) {
    const text = hostileMarkup[(turn + i) % hostileMarkup.length] ?? ''
    const taken = shapesOf(text).find((value) => parseGroupPatch(type.name, group, { [field]: value }).ok)
    if (taken !== undefined) return taken
  }
  return undefined
}

function hostileGroup(
  type: RecordType,
  group: string,
  fields: readonly string[],
  turn: number,
): Record<string, unknown> {
  const values = fields.map((field, i) => [field, hostileValue(type, group, field, turn + i)] as const)
  return Object.fromEntries([...values.filter(([, value]) => value !== undefined), ['later', hostileMarkup[turn % 11]]])
}

/** where a hostile dossier lists somebody */
export const memberKey = 'member01aaaaaaaa'

/** Every group of a dossier with every answer that its forms know, so that screens and print pages show them. */
function hostileAnswers(turn: number): Groups {
  const { dossier } = recordTypes
  const names = (section: string) =>
    loadForms().flatMap((form) =>
      form.sections
        .filter(({ id }) => id === section)
        .flatMap(({ lines }) => lines.flatMap(({ fields }) => fields.map(({ id }) => id))),
    )
  const sections = ['requester', 'answers', 'mother', 'father', 'closing'].map(
    (section, i) => [section, hostileGroup(dossier, section, [...new Set(names(section))], turn + i)] as const,
  )
  const columns = loadForms().flatMap((form) => membersOf(form)?.columns.map(({ field }) => field.id) ?? [])
  return { ...Object.fromEntries(sections), [memberKey]: hostileGroup(dossier, memberKey, [...new Set(columns)], turn) }
}

/** A record with hostile text in every field that takes text, as a tablet might seal it that checks nothing. */
export function hostileGroups(name: 'activation' | 'dossier', turn: number): Groups {
  const type: RecordType = recordTypes[name]
  const own = Object.entries(type.groups).map(([group, { known }], i) => [
    group,
    hostileGroup(type, group, known === 'any' ? [] : known, turn + i),
  ])
  return { ...Object.fromEntries(own), ...(name === 'dossier' ? hostileAnswers(turn) : {}) }
}
