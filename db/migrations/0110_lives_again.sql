-- What ended may live again under its id, when what abolished it is undone: everything refers to it by that id.
ALTER TABLE "unit" ALTER COLUMN "valid" SET DATA TYPE tstzmultirange USING tstzmultirange("valid");--> statement-breakpoint
ALTER TABLE "area" ALTER COLUMN "valid" SET DATA TYPE tstzmultirange USING tstzmultirange("valid");--> statement-breakpoint
ALTER TABLE "office" ALTER COLUMN "valid" SET DATA TYPE tstzmultirange USING tstzmultirange("valid");--> statement-breakpoint
ALTER TABLE "unit_successor" ALTER COLUMN "valid" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "unit_successor" ALTER COLUMN "valid" SET DATA TYPE tstzmultirange USING tstzmultirange("valid");--> statement-breakpoint
ALTER TABLE "unit_successor" ALTER COLUMN "valid" SET DEFAULT '{(,)}';--> statement-breakpoint
ALTER TABLE "unit_history" ALTER COLUMN "valid" SET DATA TYPE tstzmultirange USING tstzmultirange("valid");--> statement-breakpoint
ALTER TABLE "area_history" ALTER COLUMN "valid" SET DATA TYPE tstzmultirange USING tstzmultirange("valid");--> statement-breakpoint
ALTER TABLE "office_history" ALTER COLUMN "valid" SET DATA TYPE tstzmultirange USING tstzmultirange("valid");--> statement-breakpoint
ALTER TABLE "unit_successor_history" ALTER COLUMN "valid" SET DATA TYPE tstzmultirange USING tstzmultirange("valid");
