import type { GuideDefinition, GuideSign, GuideStep } from '../../domain/guideDefinition.ts'
import { t } from '../i18n/i18n.ts'
import { PhonePicture } from '../ui/phonePicture/PhonePicture.tsx'
import { SignPicture } from '../ui/sign/SignPicture.tsx'
import type { SignName } from '../ui/sign/signPaths.ts'
import { SharedKey } from './Shared.tsx'

/** The picture of a step: a schematic phone with the place to touch, or pictograms. */
export function StepPicture({ guide, step }: { guide: GuideDefinition; step: GuideStep }) {
  const { picture } = step
  const what = step.title.vi
  if (picture.kind === 'signs') {
    const signs: readonly (GuideSign & SignName)[] = picture.signs
    return <SignPicture signs={signs} alt={t('guide:picture.signs', { what })} />
  }
  const { shape, touch, screen, label } = picture
  return (
    <PhonePicture
      shape={shape}
      touch={touch}
      title={screen}
      text={label}
      alt={t('guide:picture.phone', { what })}
      caption={guide.orderVerified ? undefined : <SharedKey of="ladder:mayDiffer" />}
    />
  )
}
