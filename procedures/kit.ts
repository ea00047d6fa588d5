/**
 * The words a definition is written with, all in one import: grammar, shared forms, papers, fees and assumptions, standard
 * routes. A definition imports this and nothing else.
 */
export { days, workingDays, workingHours } from '../domain/calendar.ts'
export * from './assumptions.ts'
export { dwellingPermit } from './dwelling-permit.ts'
export * from './fees.ts'
export * from './forms.ts'
export { article, document, documents } from './grammar/basis.ts'
export { all, any, not } from './grammar/condition.ts'
export { dayNotFound, notFound } from './grammar/evidence.ts'
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
} from './grammar/field.ts'
export { byDecree, lawOfFiling, newWhereFavourable } from './grammar/pinning.ts'
export { procedure } from './grammar/procedure.ts'
export * from './papers.ts'
export { benefit } from './routes/benefit.ts'
export { certification } from './routes/certification.ts'
export { citySignOff } from './routes/city-sign-off.ts'
export { commune } from './routes/commune.ts'
export { communeConsulting } from './routes/commune-consulting.ts'
export { communeInspecting } from './routes/commune-inspecting.ts'
export { communeThenDepartment } from './routes/commune-then-department.ts'
export { department } from './routes/department.ts'
export { land } from './routes/land.ts'
export { military } from './routes/military.ts'
export { police } from './routes/police.ts'
export { posting } from './routes/posting.ts'
