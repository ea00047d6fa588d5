CREATE TABLE "placement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"dossier_id" uuid NOT NULL,
	"from_area_id" text NOT NULL,
	"area_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"mandate_id" text NOT NULL,
	"basis" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "connecting_rule" (
	"id" text PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"subject" text NOT NULL,
	"occasion" text NOT NULL,
	"places" text[] NOT NULL,
	"assigner_id" text,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "place" ADD COLUMN "connecting" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "place" ADD COLUMN "lat" double precision;--> statement-breakpoint
ALTER TABLE "place" ADD COLUMN "lon" double precision;--> statement-breakpoint
ALTER TABLE "place" ADD COLUMN "neighbourhood" text;--> statement-breakpoint
ALTER TABLE "office" ADD COLUMN "fields" text[];--> statement-breakpoint
ALTER TABLE "office" ADD COLUMN "fields_basis" text;--> statement-breakpoint
ALTER TABLE "office" ADD COLUMN "fields_assumed" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "unit" ADD COLUMN "seat" text;--> statement-breakpoint
ALTER TABLE "unit" ADD COLUMN "seat_doubt" text;--> statement-breakpoint
ALTER TABLE "unit" ADD COLUMN "population" integer;--> statement-breakpoint
ALTER TABLE "unit" ADD COLUMN "lat" double precision;--> statement-breakpoint
ALTER TABLE "unit" ADD COLUMN "lon" double precision;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_from_area_id_area_id_fk" FOREIGN KEY ("from_area_id") REFERENCES "public"."area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_area_id_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "placement" ADD CONSTRAINT "placement_mandate_id_mandate_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connecting_rule" ADD CONSTRAINT "connecting_rule_assigner_id_unit_id_fk" FOREIGN KEY ("assigner_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "placement_key" ON "placement" USING btree ("caller","key");--> statement-breakpoint
CREATE UNIQUE INDEX "placement_once" ON "placement" USING btree ("dossier_id","from_area_id");--> statement-breakpoint
CREATE INDEX "dossier_unplaced" ON "dossier" USING btree ("area_id","filed_at") WHERE status <> 'closed' and area_id like 'unplaced:%';