import { byNamespace, type Texts } from './messages.ts'

export const messages = byNamespace(
  import.meta.glob<Texts>('../../../locales/km/*.json', { eager: true, import: 'default' }),
)
