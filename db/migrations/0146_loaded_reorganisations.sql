-- What had taken effect before there was a system to propose it in is loaded, and its step says so.
ALTER TABLE "reorganisation_step" DROP CONSTRAINT "reorganisation_step_of_a_kind";--> statement-breakpoint
ALTER TABLE "reorganisation_step" DROP CONSTRAINT "reorganisation_step_writes_in_a_change";--> statement-breakpoint
CREATE UNIQUE INDEX "reorganisation_step_loaded_once" ON "reorganisation_step" USING btree ("reorganisation") WHERE kind = 'loaded';--> statement-breakpoint
ALTER TABLE "reorganisation_step" ADD CONSTRAINT "reorganisation_step_loads_what_has_happened" CHECK (kind <> 'loaded' or (actor_id = 'load' and basis is not null and effective_at is not null and effective_at < valid_at));--> statement-breakpoint
ALTER TABLE "reorganisation_step" ADD CONSTRAINT "reorganisation_step_of_a_kind" CHECK (kind in ('proposed', 'approved', 'takenBack', 'armed', 'postponementAsked', 'postponed', 'callOffAsked', 'calledOff', 'undoAsked', 'undone', 'certified', 'loaded'));--> statement-breakpoint
ALTER TABLE "reorganisation_step" ADD CONSTRAINT "reorganisation_step_writes_in_a_change" CHECK ((kind in ('armed', 'postponed', 'calledOff', 'undone', 'loaded')) = (change is not null));