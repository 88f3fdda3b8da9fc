import { byNamespace, type Texts } from './messages.ts'

export const messages = byNamespace(
  import.meta.glob<Texts>(
    '../../../locales/vi/{common,enrol,unlock,field,activation,dossier,status,domain,problems,ladder,consent,form,guide,kiosk,turned,languages,scan,handover,lessons,practice,round,studio}.json',
    { eager: true, import: 'default' },
  ),
)
