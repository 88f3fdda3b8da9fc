import { type GuideDefinition, guideDefinitionSchema } from './guideDefinition.ts'
import digitalSignature from './packs/guide-digital-signature.json' with { type: 'json' }
import forgotPasscode from './packs/guide-forgot-passcode.json' with { type: 'json' }
import lookUpDossier from './packs/guide-look-up-dossier.json' with { type: 'json' }
import newPhone from './packs/guide-new-phone.json' with { type: 'json' }
import ownSim4g from './packs/guide-own-sim-4g.json' with { type: 'json' }
import payByQr from './packs/guide-pay-by-qr.json' with { type: 'json' }
import protectCodes from './packs/guide-protect-codes.json' with { type: 'json' }
import recogniseScam from './packs/guide-recognise-scam.json' with { type: 'json' }
import vneidLevel1 from './packs/guide-vneid-level-1.json' with { type: 'json' }
import vneidLevel2Prepare from './packs/guide-vneid-level-2-prepare.json' with { type: 'json' }

const shipped: readonly unknown[] = [
  vneidLevel1,
  vneidLevel2Prepare,
  forgotPasscode,
  newPhone,
  ownSim4g,
  digitalSignature,
  lookUpDossier,
  payByQr,
  recogniseScam,
  protectCodes,
]

let loaded: readonly GuideDefinition[] | undefined

/**
 * @returns the guides that this version ships with, in the order of the list; read once. The activation's own guide is not
 * among them: its data is the ladder (`guideFromLadder.ts`). Import this file lazily.
 */
export const loadGuides = (): readonly GuideDefinition[] => {
  loaded ??= shipped.map((guide) => guideDefinitionSchema.parse(guide))
  return loaded
}
