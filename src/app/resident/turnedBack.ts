/** From a step that was handed to a resident: back into the volunteer's hands. No screen of theirs stands there. */
export const turnedBack = '/field/hand-back'
