/** What a worker loads: the interpreter for every dossier, and the workflows with names of their own. */
export { certification, takingEffect } from './by-hand/certification.ts'
export { enactment } from './by-hand/enactment.ts'
export { payoutPreparation, payoutRun, payoutUnit } from './by-hand/payout-run.ts'
export { siteClearance } from './by-hand/site-clearance.ts'
export { default } from './dossier.ts'
export { freeze } from './freeze.ts'
export { reconcile } from './scheduled-round.ts'
export { seal } from './seal.ts'
