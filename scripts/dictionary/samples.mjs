// Invented payloads from the schemas, packs and word lists, to learn from how often each deflate symbol is needed
// (scripts/build-dictionary.mjs). Nobody's data and no benchmark's: seeded, so that the same lists give the same samples.

function random(seed) {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 4294967296
  }
}

const onsets = ' b c ch d đ g gh gi h k kh kl kr l m n ng nh p ph pr qu r s t th tr v x y'.split(' ')
const rhymes =
  'a á à ả ạ an ang ao at âm ân ăm ăn e é è ê ế en eng êt i í ì im in ing inh iu ia iêu iên o ó ò ô ố ồ on ong ôn ông oa oi ơ ơi u ú ù ua uôn um un ung ư ứ ưa ươi ương'.split(
    ' ',
  )

/**
 * @param lists `{given, middle, family, words, sentences, communes: [code, name][], provinces, groups, languages, ladder,
 *   form}`; the word lists run from rare to common
 * @returns `count` payloads (SPEC ITM-2)
 */
export function samplePayloads(lists, count) {
  const next = random(20261122)
  const int = (low, high) => low + Math.floor(next() * (high - low + 1))
  const any = (list) => list[int(0, list.length - 1)]
  // the square makes the common ones, which stand last, likelier
  const often = (list) => list[list.length - 1 - Math.floor(list.length * next() * next())]
  const maybe = (share, make) => (next() < share ? make() : undefined)
  const digits = (n) => Array.from({ length: n }, () => int(0, 9)).join('')
  const two = (n) => String(n).padStart(2, '0')
  const clean = (value) => JSON.parse(JSON.stringify(value))

  // names of people and places of the many peoples, and rare words, are in no list: syllables put together from their parts
  const coined = () => any(onsets) + any(rhymes)
  const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1)
  const known = (list) => (next() < 0.2 ? capital(coined()) : often(list))
  const word = () => (next() < 0.1 ? coined() : often(lists.words))

  const name = () =>
    [known(lists.family), known(lists.middle), ...(next() < 0.2 ? [any(lists.given)] : []), known(lists.given)].join(
      ' ',
    )
  const idNumber = () => `0${two(int(1, 96))}${int(0, 3)}${two(int(0, 99))}${digits(6)}`
  const birthDate = () => `${int(1935, 2020)}${next() < 0.9 ? `-${two(int(1, 12))}-${two(int(1, 28))}` : ''}`
  const phone = () => `0${any(['3', '5', '7', '8', '9'])}${digits(8)}`
  const day = () => `2026-${two(int(1, 12))}-${two(int(1, 28))}`
  const address = () => {
    const [, commune] = any(lists.communes)
    const start = maybe(0.6, () => `${any(['Số', 'số nhà', 'tổ'])} ${int(1, 200)}, `) ?? ''
    return `${start}${any(['ấp', 'thôn', 'khu phố', 'bản'])} ${next() < 0.5 ? int(1, 12) : `${capital(coined())} ${known(lists.given)}`}, ${commune}, tỉnh ${any(lists.provinces)}`
  }
  const phrase = (least, most) => Array.from({ length: int(least, most) }, word).join(' ')
  const note = () => {
    const said = next() < 0.4 ? any(lists.sentences) : phrase(4, 25)
    return capital(said) + any(['.', '', ', '.concat(phrase(2, 12)), `. ${phrase(3, 15)}.`])
  }
  let now = 1_790_000_000_000
  const identity = () => ({
    name: name(),
    idNumber: maybe(0.95, idNumber),
    oldIdNumber: maybe(0.05, () => digits(9)),
    birthDate: birthDate(),
    sex: any(['f', 'm']),
  })
  const notes = () => ({ entries: Array.from({ length: int(1, 2) }, () => ({ at: now, text: note() })) })

  function steps() {
    const list = []
    for (const { id, failures } of lists.ladder.steps.slice(0, int(2, lists.ladder.steps.length))) {
      now += int(3_000, 120_000)
      const ok = next() < 0.85
      const result = maybe(0.6, () => (ok ? 'done' : any(['failed', 'again', 'askPerson'])))
      const failure = ok || failures.length === 0 ? undefined : any(failures)
      list.push({ step: id, at: now, tries: int(1, 3), ok, result, failure })
    }
    return list
  }

  function activation() {
    now += int(10, 900) * 1000
    const startedAt = now
    const [communeCode, communeName] = any(lists.communes)
    const official = next() < 0.5
    const outcome = any(['activated', 'activated', 'activated', 'pending', 'blocked', 'declined', 'noDevice'])
    const isOpen = outcome !== 'activated'
    const consentAt = now + int(1_000, 60_000)
    return {
      identity: identity(),
      contact: {
        phone: maybe(0.9, phone),
        phoneOwner: any(['self', 'self', 'shared', 'relative', 'none']),
        phoneOwnerName: maybe(0.2, name),
      },
      address: {
        text: official ? undefined : address(),
        communeCode,
        communeListDate: maybe(0.5, () => '2026-04-30'),
        communeName: maybe(0.5, () => communeName),
      },
      language: {
        hear: any(['vie', 'vie', any(lists.languages)]),
        ethnicGroup: maybe(0.6, () => any(['Kinh', any(lists.groups)])),
        needsInterpreter: maybe(0.7, () => next() < 0.2),
      },
      consent: {
        given: outcome !== 'declined',
        at: consentAt,
        textVersion: maybe(0.6, () => '2026-11-22'),
        method: any(['voice', 'voice', 'signature', 'fingerprint']),
        helper: maybe(0.2, name),
      },
      progress: { steps: steps(), attempts: int(1, 3), startedAt, finishedAt: now },
      outcome: {
        outcome,
        reason: isOpen ? maybe(0.6, () => phrase(2, 8)) : undefined,
        nextStep: isOpen ? maybe(0.4, () => phrase(3, 10)) : undefined,
        followUpDate: isOpen ? maybe(0.7, day) : undefined,
      },
      visit: {
        channel: any(['mobile-team', 'mobile-team', 'home-visit', 'kiosk']),
        hamlet: maybe(0.4, () => `Ấp ${int(1, 9)}`),
        deviceLabel: maybe(0.7, () => `TS-${digits(2)}`),
        helper: maybe(0.6, name),
      },
      notes: maybe(0.7, notes),
    }
  }

  const answers = (section) =>
    Object.fromEntries(
      lists.form.sections
        .filter(({ id }) => id === section)
        .flatMap(({ lines }) => lines.flatMap((line) => line.fields ?? []))
        .filter(() => next() < 0.8)
        .map(({ id, kind }) => [id, answerOf(kind)]),
    )
  function answerOf(kind) {
    if (kind === 'name') return name()
    if (kind === 'date' || kind === 'partialDate') return birthDate()
    if (kind === 'yesNo' || kind === 'pledge') return next() < 0.7
    if (kind === 'idDocument') return idNumber()
    return next() < 0.5 ? address() : phrase(1, 8)
  }
  const dossier = () => ({
    about: {
      procedureCode: lists.form.procedureCode,
      formId: lists.form.id,
      formVersion: lists.form.version,
      createdAt: now,
    },
    subject: { ...identity(), addressText: address() },
    requester: answers('requester'),
    answers: answers('answers'),
    closing: answers('closing'),
    papers: maybe(0.5, () => ({ items: [{ id: 'idCard', state: any(['have', 'missing', 'officeLooksUp']) }] })),
  })

  /** A few fields of one group, as an edit has them. */
  function patch(groups) {
    const [group, fields] = any(Object.entries(groups))
    const kept = Object.entries(fields).filter(() => next() < 0.5)
    return { [group]: Object.fromEntries(kept.length > 0 ? kept : Object.entries(fields).slice(0, 1)) }
  }

  return Array.from({ length: count }, () => {
    const kind = next()
    const whole = clean(kind < 0.65 ? activation() : kind < 0.8 ? dossier() : patch(clean(activation())))
    const isPatch = kind >= 0.8
    const command = maybe(0.5, () => ({ name: 'submit' }))
    return {
      g: whole,
      b: isPatch ? -int(1, 2000) : 0,
      ...(command && !isPatch ? { c: command } : {}),
      t: [int(1_000, 9_000_000)],
    }
  })
}
