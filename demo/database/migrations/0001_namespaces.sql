CREATE TABLE "namespace_licenses" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "namespace_licenses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"namespace_id" bigint NOT NULL,
	"start_date" date NOT NULL,
	"end_date" date,
	"restrictions" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "namespace_licenses_period" CHECK ("namespace_licenses"."end_date" >= "namespace_licenses"."start_date"),
	CONSTRAINT "namespace_licenses_user_count" CHECK (coalesce(("namespace_licenses"."restrictions" ->> 'user_count')::int, 0) >= 0)
);
--> statement-breakpoint
CREATE TABLE "namespace_member_roles" (
	"namespace_id" bigint NOT NULL,
	"member_id" bigint NOT NULL,
	"role_id" bigint NOT NULL,
	CONSTRAINT "namespace_member_roles_member_id_role_id_pk" PRIMARY KEY("member_id","role_id")
);
--> statement-breakpoint
CREATE TABLE "namespace_members" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "namespace_members_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"namespace_id" bigint NOT NULL,
	"user_id" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "namespace_members_unique" UNIQUE("namespace_id","user_id"),
	CONSTRAINT "namespace_members_within" UNIQUE("id","namespace_id")
);
--> statement-breakpoint
CREATE TABLE "namespace_roles" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "namespace_roles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"namespace_id" bigint NOT NULL,
	"name" text NOT NULL,
	"abilities" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "namespace_roles_within" UNIQUE("id","namespace_id"),
	CONSTRAINT "namespace_roles_name_length" CHECK (length("namespace_roles"."name") between 3 and 50)
);
--> statement-breakpoint
CREATE TABLE "namespaces" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "namespaces_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"user_id" bigint,
	"organization_id" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "namespaces_user_unique" UNIQUE("user_id"),
	CONSTRAINT "namespaces_organization_unique" UNIQUE("organization_id"),
	CONSTRAINT "namespaces_one_owner" CHECK (num_nonnulls("namespaces"."user_id", "namespaces"."organization_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "organizations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organizations_name_length" CHECK (length("organizations"."name") between 3 and 50)
);
--> statement-breakpoint
ALTER TABLE "namespace_licenses" ADD CONSTRAINT "namespace_licenses_namespace_id_namespaces_id_fk" FOREIGN KEY ("namespace_id") REFERENCES "public"."namespaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "namespace_member_roles" ADD CONSTRAINT "namespace_member_roles_member" FOREIGN KEY ("member_id","namespace_id") REFERENCES "public"."namespace_members"("id","namespace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "namespace_member_roles" ADD CONSTRAINT "namespace_member_roles_role" FOREIGN KEY ("role_id","namespace_id") REFERENCES "public"."namespace_roles"("id","namespace_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "namespace_members" ADD CONSTRAINT "namespace_members_namespace_id_namespaces_id_fk" FOREIGN KEY ("namespace_id") REFERENCES "public"."namespaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "namespace_members" ADD CONSTRAINT "namespace_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "namespace_roles" ADD CONSTRAINT "namespace_roles_namespace_id_namespaces_id_fk" FOREIGN KEY ("namespace_id") REFERENCES "public"."namespaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "namespaces" ADD CONSTRAINT "namespaces_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "namespaces" ADD CONSTRAINT "namespaces_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "namespace_licenses_namespace" ON "namespace_licenses" USING btree ("namespace_id","start_date");--> statement-breakpoint
CREATE INDEX "namespace_member_roles_of_role" ON "namespace_member_roles" USING btree ("role_id");--> statement-breakpoint
CREATE INDEX "namespace_members_user" ON "namespace_members" USING btree ("user_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "namespace_roles_name_unique" ON "namespace_roles" USING btree ("namespace_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "organizations_name_unique" ON "organizations" USING btree (lower("name"));--> statement-breakpoint
-- The users that were there before namespaces were.
INSERT INTO "namespaces" ("user_id") SELECT "id" FROM "users";
