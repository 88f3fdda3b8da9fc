import { byNamespace, type Texts } from './messages.ts'

export const messages = byNamespace(
  import.meta.glob<Texts>('../../../locales/zh/*.json', { eager: true, import: 'default' }),
)
