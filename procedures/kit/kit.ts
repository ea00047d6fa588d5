/**
 * The words a definition is written with, all in one import: grammar, shared forms, papers, fees and assumptions, standard
 * routes. A definition imports this and nothing else.
 */
export { days, workingDays, workingHours } from '../../domain/time/duration.ts'
export { dayNotFound, notFound } from '../grammar/checks/evidence.ts'
export { article, document, documents } from '../grammar/definition/basis.ts'
export { all, any, not } from '../grammar/definition/condition.ts'
export {
  accountNumber,
  choice,
  count,
  date,
  dong,
  identityNumber,
  optional,
  text,
  yesNo,
} from '../grammar/definition/field.ts'
export { procedure } from '../grammar/definition/procedure.ts'
export { byDecree, lawOfFiling, newWhereFavourable } from '../grammar/definition/transition-policy.ts'
export { benefit } from '../routes/benefit.ts'
export { certification } from '../routes/certification.ts'
export { citySignOff } from '../routes/city-sign-off.ts'
export { commune } from '../routes/commune.ts'
export { communeConsulting } from '../routes/commune-consulting.ts'
export { communeInspecting } from '../routes/commune-inspecting.ts'
export { communeThenDepartment } from '../routes/commune-then-department.ts'
export { deathOfForm, deathRegistration } from '../routes/death-registration.ts'
export { department } from '../routes/department.ts'
export { land } from '../routes/land.ts'
export { military } from '../routes/military.ts'
export { monthlyAllowance } from '../routes/monthly-allowance.ts'
export { police } from '../routes/police.ts'
export { posting } from '../routes/posting.ts'
export * from './assumptions.ts'
export { dwellingPermit } from './dwelling-permit.ts'
export * from './fees.ts'
export * from './forms.ts'
export * from './papers.ts'
