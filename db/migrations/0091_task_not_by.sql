-- Who may not decide a task is kept with it. Rows from before keep nothing and have it from the plan.
ALTER TABLE "task" ADD COLUMN "not_by" text[];
