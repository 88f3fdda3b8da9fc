/** One screen to be drawn: which made-up evening it stands in, and its address. */
export interface Picture {
  name: string
  scene: string
  to: string
  /** the desk's pages; else the tablet's */
  page?: 'desk'
}

const activation = '/field/activation/7d3c1a52-6f0b-4a8e-9b21-000000000001'
const dossier = '/field/dossier/7d3c1a52-6f0b-4a8e-9b21-000000000005'

const hallDossier = '/field/dossier/7d3c1a52-6f0b-4a8e-9b21-000000000006'

/** The tablet's screens over ports in memory. What needs a hub (the desk, a walk) is drawn by `tests/e2e/looks.spec.ts`. */
export const pictures: readonly Picture[] = [
  { name: 'enrol-none', scene: 'none', to: '/enrol' },
  { name: 'enrol-pending', scene: 'pending', to: '/enrol' },
  { name: 'enrol-ready', scene: 'ready', to: '/enrol' },
  { name: 'locked', scene: 'locked', to: '/field' },
  { name: 'locked-idle', scene: 'idle', to: '/field' },
  { name: 'home', scene: 'open', to: '/field' },
  { name: 'home-empty', scene: 'empty', to: '/field' },
  { name: 'home-evening', scene: 'evening', to: '/field' },
  { name: 'round', scene: 'round', to: '/field/round' },
  { name: 'round-plan', scene: 'round', to: '/field/round/plan' },
  { name: 'round-empty', scene: 'open', to: '/field/round' },
  { name: 'round-household', scene: 'round', to: '/field/round/7d3c1a52-6f0b-4a8e-9b21-000000000014' },
  { name: 'round-meet', scene: 'round', to: '/field/round/meet' },
  { name: 'round-elsewhere', scene: 'round', to: '/field/round/7d3c1a52-6f0b-4a8e-9b21-000000000021' },
  { name: 'round-place', scene: 'round', to: '/field/round/7d3c1a52-6f0b-4a8e-9b21-000000000015' },
  { name: 'round-member', scene: 'round', to: '/field/round/7d3c1a52-6f0b-4a8e-9b21-000000000014/member/new' },
  { name: 'round-new', scene: 'round', to: '/field/round/new' },
  { name: 'status', scene: 'open', to: '/field/status' },
  { name: 'before-leaving', scene: 'open', to: '/field/status/before' },
  { name: 'before-leaving-ready', scene: 'evening', to: '/field/status/before' },
  { name: 'status-copied', scene: 'copied', to: '/field/status' },
  ...['consent', 'name', 'idNumber', 'birthDate', 'sex', 'phone', 'address', 'language'].map((place) => ({
    name: `activation-${place}`,
    scene: 'open',
    to: `${activation}/${place}`,
  })),
  ...['sms', 'tapActivate', 'otp', 'passcode'].map((step) => ({
    name: `step-${step}`,
    scene: 'open',
    to: `${activation}/step/${step}`,
  })),
  { name: 'activation-scan', scene: 'open', to: `${activation}/scan/name` },
  { name: 'activation-outcome', scene: 'open', to: `${activation}/outcome` },
  { name: 'activation-slip', scene: 'open', to: `${activation}/slip` },
  { name: 'dossier-known', scene: 'open', to: `${dossier}/known` },
  { name: 'dossier-papers', scene: 'open', to: `${dossier}/papers` },
  { name: 'dossier-photos', scene: 'photos', to: `${dossier}/papers` },
  { name: 'dossier-camera', scene: 'photos', to: `${dossier}/photo/divorceProof` },
  { name: 'dossier-check', scene: 'open', to: `${dossier}/check` },
  { name: 'hand-over', scene: 'open', to: '/field/hand-over' },
  { name: 'hand-over-give', scene: 'open', to: '/field/hand-over/give' },
  { name: 'hand-over-give-one', scene: 'open', to: '/field/hand-over/give/7d3c1a52-6f0b-4a8e-9b21-000000000001' },
  { name: 'home-hands', scene: 'hands', to: '/field' },
  { name: 'hand-over-held', scene: 'hands', to: '/field/hand-over/held/7d3c1a52-6f0b-4a8e-9b21-000000000001' },
  { name: 'hand-over-waits', scene: 'hands', to: '/field/hand-over/give/7d3c1a52-6f0b-4a8e-9b21-000000000002' },
  { name: 'hand-over-take', scene: 'open', to: '/field/hand-over/take' },
  { name: 'claim', scene: 'open', to: '/field/claim' },
  { name: 'lessons', scene: 'open', to: '/field/lessons' },
  { name: 'lesson-step', scene: 'open', to: '/field/lessons/codes/turnAway' },
  { name: 'lesson-question', scene: 'open', to: '/field/lessons/saved/question' },
  { name: 'guides', scene: 'open', to: '/field/guides' },
  { name: 'guide-step', scene: 'open', to: '/field/guides/vneid-level-1' },
  { name: 'guide-scam', scene: 'open', to: '/field/guides/recognise-scam' },
  { name: 'guide-why', scene: 'open', to: '/field/guides/forgot-passcode/why/answers' },
  { name: 'guide-ask', scene: 'open', to: '/field/guides/forgot-passcode/ask/answers' },
  { name: 'guide-end', scene: 'open', to: '/field/guides/forgot-passcode/done' },
  { name: 'studio', scene: 'studio', to: '/field/studio/sti' },
  { name: 'studio-guide', scene: 'studio', to: '/field/studio/sti/new-phone' },
  { name: 'studio-sentence', scene: 'studio', to: '/field/studio/sti/new-phone/1' },
  { name: 'studio-text', scene: 'studio', to: '/field/studio/khm/new-phone/words/1' },
  { name: 'step-beside', scene: 'open', to: `${activation}/beside/forgot-passcode.answers` },
  ...['consent', 'name', 'phone', 'step/otp', 'slip', 'outcome'].map((place) => ({
    name: `turned-${place.split('/')[0]}`,
    scene: 'turned',
    to: `${activation}/${place}`,
  })),
  { name: 'turned-check', scene: 'turned', to: `${dossier}/check` },
  { name: 'turned-guide', scene: 'turned', to: '/field/guides/recognise-scam/step/asksCode' },
  { name: 'kiosk-home', scene: 'hall', to: '/field' },
  { name: 'kiosk-home-begun', scene: 'hallDossier', to: '/field' },
  { name: 'kiosk-forms', scene: 'hall', to: '/field/new-dossier' },
  { name: 'kiosk-guide', scene: 'hall', to: '/field/guides/vneid-level-1' },
  { name: 'kiosk-look-up', scene: 'hall', to: '/field/look-up' },
  { name: 'kiosk-appointment', scene: 'hall', to: '/field/appointment' },
  ...['where', 'about', 'check'].map((place) => ({
    name: `kiosk-message-${place}`,
    scene: 'hallMessage',
    to: `/field/message/7d3c1a52-6f0b-4a8e-9b21-000000000007/${place}`,
  })),
  {
    name: 'kiosk-feedback-said',
    scene: 'hallFeedback',
    to: '/field/message/7d3c1a52-6f0b-4a8e-9b21-000000000008/said',
  },
  { name: 'kiosk-feedback', scene: 'hall', to: '/field/feedback' },
  { name: 'kiosk-ticket', scene: 'hall', to: '/field/ticket' },
  { name: 'kiosk-call', scene: 'hall', to: '/field/call' },
  ...['consent', 'question/answers-name', 'papers', 'check', 'done'].map((place) => ({
    name: `kiosk-dossier-${place.split('/')[0]}`,
    scene: 'hallDossier',
    to: `${hallDossier}/${place}`,
  })),
  { name: 'kiosk-slip', scene: 'hallDossier', to: '/field/slip/7d3c1a52-6f0b-4a8e-9b21-000000000006' },
  { name: 'not-found', scene: 'open', to: '/field/nowhere' },
]
