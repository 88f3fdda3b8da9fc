import { Sign } from './Sign.tsx'
import { SignPicture } from './SignPicture.tsx'
import { type SignName, signPaths } from './signPaths.ts'

export const examples = {
  'Every pictogram of a guide': () => (
    <div class="cluster">
      {(Object.keys(signPaths) as SignName[]).map((name) => (
        <span key={name} class="cluster">
          <Sign name={name} /> {name}
        </span>
      ))}
    </div>
  ),
  'One, two, three in a picture': () => (
    <div class="cluster">
      <SignPicture signs={['police']} alt="Công an" />
      <SignPicture signs={['idCard', 'sim']} alt="Thẻ và SIM" />
      <SignPicture signs={['phone', 'sim', 'stop']} alt="Điện thoại, SIM, dừng lại" />
    </div>
  ),
}
