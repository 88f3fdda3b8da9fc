import type { ActivationScreenProps } from './ActivationScreenProps.ts'
import { AddressQuestion } from './AddressQuestion.tsx'
import { AskScreen } from './AskScreen.tsx'
import { BesideScreen } from './BesideScreen.tsx'
import { BesideWhy } from './BesideWhy.tsx'
import { BirthDateQuestion } from './BirthDateQuestion.tsx'
import { CardScreen } from './CardScreen.tsx'
import { ConsentScreen } from './ConsentScreen.tsx'
import { DeclinedScreen } from './DeclinedScreen.tsx'
import { GuardianQuestion } from './GuardianQuestion.tsx'
import { IdNumberQuestion } from './IdNumberQuestion.tsx'
import { LanguageQuestion } from './LanguageQuestion.tsx'
import { NameQuestion } from './NameQuestion.tsx'
import { OutcomeScreen } from './OutcomeScreen.tsx'
import { PhoneQuestion } from './PhoneQuestion.tsx'
import type { Place } from './places.ts'
import { SexQuestion } from './SexQuestion.tsx'
import { SlipScreen } from './SlipScreen.tsx'
import { StepScreen } from './StepScreen.tsx'
import { WhyScreen } from './WhyScreen.tsx'

/** The screen of a place; the flow gives it a key, so that every place starts fresh and takes the focus. */
export function PlaceScreen({ place, part, ...screen }: ActivationScreenProps & { place: Place; part: string }) {
  switch (place) {
    case 'consent':
      return <ConsentScreen {...screen} />
    case 'name':
      return <NameQuestion {...screen} />
    case 'idNumber':
      return <IdNumberQuestion {...screen} />
    case 'birthDate':
      return <BirthDateQuestion {...screen} />
    case 'sex':
      return <SexQuestion {...screen} />
    case 'phone':
      return <PhoneQuestion {...screen} />
    case 'address':
      return <AddressQuestion {...screen} />
    case 'language':
      return <LanguageQuestion {...screen} />
    case 'guardian':
      return <GuardianQuestion {...screen} />
    case 'scan':
      return <CardScreen {...screen} from={part} />
    case 'step':
      return <StepScreen {...screen} stepId={part} />
    case 'why':
      return <WhyScreen {...screen} stepId={part} />
    case 'ask':
      return <AskScreen {...screen} stepId={part} />
    case 'beside':
      return <BesideScreen {...screen} part={part} />
    case 'besideWhy':
      return <BesideWhy {...screen} part={part} />
    case 'outcome':
      return <OutcomeScreen {...screen} />
    case 'declined':
      return <DeclinedScreen {...screen} />
    case 'slip':
      return <SlipScreen {...screen} />
    case 'done':
      return null
  }
}
