import { byNamespace, type Texts } from '../i18n/messages.ts'

export const messages = byNamespace(
  import.meta.glob<Texts>(
    '../../../locales/vi/{common,desk,setup,problems,domain,ladder,consent,form,health,wizard,backup,studio,guide,languages,handover,round,rounds}.json',
    {
      eager: true,
      import: 'default',
    },
  ),
)
