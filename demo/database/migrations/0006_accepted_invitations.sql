ALTER TABLE "namespace_members" ADD COLUMN "accepted_at" timestamp with time zone;--> statement-breakpoint
UPDATE "namespace_members" SET "accepted_at" = "created_at";