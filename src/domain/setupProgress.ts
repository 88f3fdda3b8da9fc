/** What is done to set a commune up once it has its first officer, in the order in which the pages lead through it. */
export const setupSteps = ['hamlets', 'teams', 'volunteers', 'sheet', 'drill', 'backups', 'https', 'tablet'] as const
export type SetupStep = (typeof setupSteps)[number]

export const isSetupStep = (text: string): text is SetupStep => setupSteps.some((step) => step === text)

/** `todo` is left to do; `look` works, with something that a person should know. */
export type SetupState = 'done' | 'look' | 'todo'

/** What stands, as the hub finds it: nothing is remembered of the pages, so leaving them in the middle loses nothing. */
export interface SetupFacts {
  readonly hamlets: number
  readonly hamletsWithoutTeam: number
  /** those who have not left */
  readonly volunteers: number
  /** that the desk has let in */
  readonly tablets: number
  readonly sheet: {
    /** backups are sealed to a sheet's key */
    readonly inUse: boolean
    /** one was shown, and waits for two of its shares to be typed back */
    readonly waits: boolean
    /** what the last drill proved of the sheet in use */
    readonly proved: 'none' | 'key' | 'backup'
  }
  readonly backups: {
    /** a folder for them is set */
    readonly folder: boolean
    /** it lies on the disk of the data */
    readonly oneDisk: boolean
  }
  /** how tablets reach the hub: by HTTPS, not at all from elsewhere, or by plain HTTP, which browsers give no storage to */
  readonly https: 'secure' | 'here' | 'plain'
}

const rules: Readonly<Record<SetupStep, (facts: SetupFacts) => SetupState>> = {
  hamlets: ({ hamlets }) => (hamlets > 0 ? 'done' : 'todo'),
  teams: ({ hamlets, hamletsWithoutTeam: without }) => (without === 0 ? 'done' : without === hamlets ? 'todo' : 'look'),
  volunteers: ({ volunteers }) => (volunteers > 0 ? 'done' : 'todo'),
  sheet: ({ sheet }) => (sheet.inUse || sheet.waits ? 'done' : 'todo'),
  drill: ({ sheet }) =>
    sheet.waits || !sheet.inUse || sheet.proved === 'none' ? 'todo' : sheet.proved === 'key' ? 'look' : 'done',
  backups: ({ backups }) => (!backups.folder ? 'todo' : backups.oneDisk ? 'look' : 'done'),
  https: ({ https }) => (https === 'secure' ? 'done' : 'todo'),
  tablet: ({ tablets }) => (tablets > 0 ? 'done' : 'todo'),
}

/** How a step stands. */
export const setupStateOf = (step: SetupStep, facts: SetupFacts): SetupState => rules[step](facts)

/** The first step that is left to do; null when none is. */
export const nextSetupStep = (facts: SetupFacts): SetupStep | null =>
  setupSteps.find((step) => setupStateOf(step, facts) === 'todo') ?? null
