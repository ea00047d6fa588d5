/** The field of the procedures that tests invent (`tests/procedures/invented`): in their databases every office does it. */
export const inventedField = 'Thử nghiệm'
