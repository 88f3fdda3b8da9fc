import { Icon } from './Icon.tsx'
import { iconPaths } from './iconPaths.ts'

export const examples = {
  'Every pictogram': () => (
    <div class="cluster">
      {(Object.keys(iconPaths) as (keyof typeof iconPaths)[]).map((name) => (
        <span key={name} class="cluster">
          <Icon name={name} size="big" /> {name}
        </span>
      ))}
    </div>
  ),
}
