CREATE TABLE "flows" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "flows_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"project_id" bigint NOT NULL,
	"name" text NOT NULL,
	"flow_type_id" bigint NOT NULL,
	"definition" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "flows_name_length" CHECK (length("flows"."name") between 3 and 50)
);
--> statement-breakpoint
CREATE TABLE "namespace_projects" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "namespace_projects_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"namespace_id" bigint NOT NULL,
	"name" text NOT NULL,
	"primary_runtime_id" bigint,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "namespace_projects_name_length" CHECK (length("namespace_projects"."name") between 3 and 50)
);
--> statement-breakpoint
CREATE TABLE "project_runtimes" (
	"project_id" bigint NOT NULL,
	"runtime_id" bigint NOT NULL,
	CONSTRAINT "project_runtimes_project_id_runtime_id_pk" PRIMARY KEY("project_id","runtime_id")
);
--> statement-breakpoint
CREATE TABLE "runtime_definitions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "runtime_definitions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"runtime_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"key" text NOT NULL,
	"major" integer NOT NULL,
	"minor" integer NOT NULL,
	"patch" integer NOT NULL,
	"generic_keys" text[] DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "runtime_definitions_unique" UNIQUE("runtime_id","kind","key"),
	CONSTRAINT "runtime_definitions_kind" CHECK ("runtime_definitions"."kind" in ('data_type', 'flow_type', 'function')),
	CONSTRAINT "runtime_definitions_version" CHECK (least("runtime_definitions"."major", "runtime_definitions"."minor", "runtime_definitions"."patch") >= 0)
);
--> statement-breakpoint
CREATE TABLE "runtime_parameters" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "runtime_parameters_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"definition_id" bigint NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "runtime_parameters_unique" UNIQUE("definition_id","key")
);
--> statement-breakpoint
CREATE TABLE "runtimes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "runtimes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"namespace_id" bigint,
	"name" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "flows" ADD CONSTRAINT "flows_project_id_namespace_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."namespace_projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "flows" ADD CONSTRAINT "flows_flow_type_id_runtime_definitions_id_fk" FOREIGN KEY ("flow_type_id") REFERENCES "public"."runtime_definitions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "namespace_projects" ADD CONSTRAINT "namespace_projects_namespace_id_namespaces_id_fk" FOREIGN KEY ("namespace_id") REFERENCES "public"."namespaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "namespace_projects" ADD CONSTRAINT "namespace_projects_primary_runtime_id_runtimes_id_fk" FOREIGN KEY ("primary_runtime_id") REFERENCES "public"."runtimes"("id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_runtimes" ADD CONSTRAINT "project_runtimes_project_id_namespace_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."namespace_projects"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "project_runtimes" ADD CONSTRAINT "project_runtimes_runtime_id_runtimes_id_fk" FOREIGN KEY ("runtime_id") REFERENCES "public"."runtimes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runtime_definitions" ADD CONSTRAINT "runtime_definitions_runtime_id_runtimes_id_fk" FOREIGN KEY ("runtime_id") REFERENCES "public"."runtimes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runtime_parameters" ADD CONSTRAINT "runtime_parameters_definition_id_runtime_definitions_id_fk" FOREIGN KEY ("definition_id") REFERENCES "public"."runtime_definitions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "runtimes" ADD CONSTRAINT "runtimes_namespace_id_namespaces_id_fk" FOREIGN KEY ("namespace_id") REFERENCES "public"."namespaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "flows_name_unique" ON "flows" USING btree ("project_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "namespace_projects_name_unique" ON "namespace_projects" USING btree ("namespace_id",lower("name"));--> statement-breakpoint
CREATE UNIQUE INDEX "runtimes_name_unique" ON "runtimes" USING btree (coalesce("namespace_id", 0),lower("name"));