
-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;


COMMENT ON EXTENSION btree_gist IS 'support for indexing common datatypes in GiST';


CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;


COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';


CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);


CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);


CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);


CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;


CREATE FUNCTION public.cases_pairs(title text, place text) RETURNS text[]
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    AS $$
DECLARE
    words text;
    found text[] := '{}';
BEGIN
    FOREACH words IN ARRAY ARRAY[upper(title), upper(place)] LOOP
        FOR at IN 1 .. length(words) - 1 LOOP
            found := found || substr(words, at, 2);
        END LOOP;
    END LOOP;
    RETURN found;
END $$;


CREATE FUNCTION public.dispatch_household_has_a_zone() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    -- the zone's row is held until this transaction ends, so that nobody takes it away meanwhile
    PERFORM 1 FROM dispatch_zonearea z WHERE starts_with(NEW.area_id, z.area_id) FOR KEY SHARE;
    IF NOT FOUND AND EXISTS (SELECT 1 FROM dispatch_zonearea z WHERE left(z.area_id, 6) = left(NEW.area_id, 6)) THEN
        RAISE EXCEPTION 'every household is in a responsibility zone' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;


CREATE FUNCTION public.foundation_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'rows are only ever added (% on %)', TG_OP, TG_TABLE_NAME;
END $$;


CREATE FUNCTION public.foundation_edition_next() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE foundation_edition SET number = nextval('foundation_edition_seq') WHERE name = TG_ARGV[0];
    RETURN NULL;
END $$;


CREATE FUNCTION public.foundation_fact_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'facts are only ever added (% on %)', TG_OP, TG_TABLE_NAME;
END $$;


CREATE FUNCTION public.foundation_fact_months(first date, last date) RETURNS integer
    LANGUAGE plpgsql
    AS $$
DECLARE
    month date := date_trunc('month', first)::date;
    name text;
    made integer := 0;
BEGIN
    WHILE month <= last LOOP
        name := 'foundation_fact_' || to_char(month, 'YYYY_MM');
        IF to_regclass(name) IS NULL THEN
            PERFORM pg_advisory_xact_lock(7301002);  -- one maker at a time; who waited looks again, past his cache
            IF NOT EXISTS (SELECT FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                           WHERE i.inhparent = 'foundation_fact'::regclass AND c.relname = name) THEN
                EXECUTE format('CREATE TABLE %I (LIKE foundation_fact INCLUDING ALL)', name);
                EXECUTE format('CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION foundation_fact_append_only()', name);
                EXECUTE format('ALTER TABLE foundation_fact ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                    name, month::text || ' 00:00:00+00', (month + interval '1 month')::date::text || ' 00:00:00+00');
                made := made + 1;
            END IF;
        END IF;
        month := (month + interval '1 month')::date;
    END LOOP;
    RETURN made;
END $$;


CREATE FUNCTION public.foundation_fact_number() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_current_xact_id();
    NEW.seq := nextval('foundation_fact_seq');
    RETURN NEW;
END $$;


CREATE FUNCTION public.pgtrigger_append_only_00bc8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_1a4fe() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_1be71() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_489ad() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_55e46() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_683ef() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_70458() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_726c0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_74b1a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_7b3e0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_88a4c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_ac5b4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_bd90e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_cd4e2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_append_only_d26c8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_asked_as_it_was_asked_235a3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_asked_as_it_was_asked_43ba3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_asked_as_it_was_asked_d9157() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_began_as_it_began_466cb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_closed_stands_in_the_log_3da4e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF NOT EXISTS (SELECT 1 FROM foundation_fact f
                   WHERE f.about = NEW.id AND f.at = NEW.ended_at AND f.kind = 'cases.Closed') THEN
        RAISE EXCEPTION 'that a case was closed stands in the log' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_co_handler_is_not_lead_5c39f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE its_lead uuid;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        -- the share lock waits for a change of the lead that is under way, and lets none begin before we commit
        SELECT i.lead_id INTO its_lead FROM catalogue_responsibilityitem i WHERE i.id = NEW.item_id FOR SHARE;
        IF its_lead = NEW.organisation_id THEN
            RAISE EXCEPTION 'the lead of an item is not among its co-handlers' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_co_handler_is_not_lead_cf9a6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM 1 FROM cases_case WHERE id = NEW.case_id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM cases_case c JOIN cases_cohandler h ON h.case_id = c.id AND h.organisation_id = c.lead_id
               WHERE c.id = NEW.case_id) THEN
        RAISE EXCEPTION 'the lead of a case is not among its co-handlers' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_counter_never_goes_back_ea43f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_decided_stays_30616() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_decided_stays_44b44() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_decided_stays_70f45() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_done_stays_abb94() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_ended_stays_eb576() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_has_a_result_f3cb8() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    SELECT s.state IN ('closed', 'declined', 'referred', 'unconfirmed') INTO NEW.has_result
    FROM cases_case c JOIN cases_case s ON s.id = coalesce(c.merged_into_id, c.id) WHERE c.id = NEW.case_id;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_is_not_taken_back_6d479() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_lead_is_not_co_handler_3c055() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    PERFORM 1 FROM cases_case WHERE id = NEW.id FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM cases_case c JOIN cases_cohandler h ON h.case_id = c.id AND h.organisation_id = c.lead_id
               WHERE c.id = NEW.id) THEN
        RAISE EXCEPTION 'the lead of a case is not among its co-handlers' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_lead_is_not_co_handler_55d4f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF EXISTS (SELECT 1 FROM catalogue_itemcohandler c
                   WHERE c.item_id = NEW.id AND c.organisation_id = NEW.lead_id) THEN
            RAISE EXCEPTION 'the lead of an item is not among its co-handlers' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_made_as_it_was_made_4aaba() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_no_household_dropped_b8168() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (SELECT 1 FROM dispatch_zonearea z WHERE left(z.area_id, 6) = left(OLD.area_id, 6))
       AND EXISTS (SELECT 1 FROM registry_household h
                   WHERE left(h.area_id, 6) = left(OLD.area_id, 6)
                     AND NOT EXISTS (SELECT 1 FROM dispatch_zonearea z WHERE starts_with(h.area_id, z.area_id))) THEN
        RAISE EXCEPTION 'every household is in a responsibility zone' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_no_household_left_out_d4c61() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF EXISTS (SELECT 1 FROM dispatch_zonearea z WHERE left(z.area_id, 6) = left(NEW.area_id, 6))
       AND EXISTS (SELECT 1 FROM registry_household h
                   WHERE left(h.area_id, 6) = left(NEW.area_id, 6)
                     AND NOT EXISTS (SELECT 1 FROM dispatch_zonearea z WHERE starts_with(h.area_id, z.area_id))) THEN
        RAISE EXCEPTION 'every household is in a responsibility zone' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_promised_as_it_was_1405a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_rated_stays_e0215() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_second_follows_a_refusal_4c0d0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF NOT EXISTS (SELECT 1 FROM cases_handback f
                                   WHERE f.id = NEW.first_id AND f.task_id = NEW.task_id AND f.first_id IS NULL
                                     AND NOT f.is_accepted AND f.decided_by = NEW.first_decided_by) THEN
                        RAISE EXCEPTION 'a second hand-back follows a refused first' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_slots_are_counted_b5cc5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
        IF NEW.slot > (SELECT r.slot_count FROM catalogue_commitmentregister r WHERE r.id = NEW.register_id) THEN
            RAISE EXCEPTION 'a register has no more slots than it says' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    
                END;
            $$;


CREATE FUNCTION public.pgtrigger_slots_stay_3a93a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_stands_in_the_log_19866() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                        IF TG_OP = 'UPDATE' AND OLD."end" = 'finished' THEN RETURN NULL; END IF;

    IF NOT EXISTS (SELECT 1 FROM foundation_fact f WHERE f.about = NEW.task_id AND f.at = NEW.claimed_at AND f.kind = 'dispatch.Claimed'
            AND f.body ->> 'helper' = NEW.helper_id::text) THEN
        RAISE EXCEPTION 'who took a place stands in the log' USING ERRCODE = 'check_violation';
    END IF;

    IF NOT EXISTS (SELECT 1 FROM foundation_fact f WHERE f.about = NEW.task_id AND f.at = NEW.ended_at AND f.kind = 'dispatch.TaskFinished') THEN
        RAISE EXCEPTION 'a place is finished when its task is, which stands in the log' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_stands_in_the_log_93e43() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                        IF TG_OP = 'UPDATE' AND OLD.person_signed_at IS NOT NULL THEN RETURN NULL; END IF;

    IF NOT EXISTS (SELECT 1 FROM foundation_fact f WHERE f.about = NEW.id AND f.at = NEW.person_signed_at AND f.by = NEW.noted_by_id
            AND f.kind = 'dispatch.ShoppingSigned' AND f.body ->> 'way' = NEW.how_signed) THEN
        RAISE EXCEPTION 'what a person signed stands in the log' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_stands_in_the_log_b63db() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                        IF TG_OP = 'UPDATE' AND OLD."end" = 'done' THEN RETURN NULL; END IF;

    IF NOT EXISTS (SELECT 1 FROM foundation_fact f WHERE f.about = NEW.id AND f.at = NEW.ended_at AND f.kind = 'dispatch.TaskFinished'
            AND f.body ->> 'result' = NEW.outcome AND f.body -> 'took' ->> 'value' IS NOT DISTINCT FROM NEW.minutes::text) THEN
        RAISE EXCEPTION 'what a helper reported stands in the log' USING ERRCODE = 'check_violation';
    END IF;

    IF NOT EXISTS (SELECT 1 FROM foundation_fact f WHERE f.about = NEW.id AND f.at = NEW.opened_at AND f.kind = 'dispatch.TaskOffered'
            AND f.body ->> 'case' IS NOT DISTINCT FROM NEW.case_id::text) THEN
        RAISE EXCEPTION 'the case behind a task stands in the log' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_stands_in_the_log_dcb5e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                        IF TG_OP = 'UPDATE' AND OLD.id IS NOT NULL THEN RETURN NULL; END IF;

    IF NOT EXISTS (SELECT 1 FROM foundation_fact f WHERE f.about = NEW.task_id AND f.at = NEW.noted_at AND f.by = NEW.noted_by_id
            AND f.body ->> 'helper' = NEW.helper_id::text
            AND (f.kind = 'dispatch.HelpDenied' AND NEW.answer = 'no' OR f.kind = 'dispatch.HelpConfirmed'
                 AND NEW.answer = 'yes' AND f.body -> 'took' ->> 'value' = NEW.minutes::text)) THEN
        RAISE EXCEPTION 'a confirmation stands in the log' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;

                END;
            $$;


CREATE FUNCTION public.pgtrigger_stays_2838b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_stays_5e801() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_stays_7c126() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_stays_8a429() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_stays_as_it_was_said_b0149() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'what the served side said stays' USING ERRCODE = 'check_violation';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_stays_as_it_was_told_42ce3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'who held a place, and how it ended, stays' USING ERRCODE = 'check_violation';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_stays_as_it_was_told_7e06e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'what came of a task stays' USING ERRCODE = 'check_violation';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_stays_as_it_was_told_a5fab() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'what both sides signed stays' USING ERRCODE = 'check_violation';
                END;
            $$;


CREATE FUNCTION public.pgtrigger_stays_cfc3c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_undone_stays_f59a9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


CREATE FUNCTION public.pgtrigger_verifier_is_not_companion_2efdb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
                    IF EXISTS (SELECT 1 FROM cases_delivery d
                               WHERE d.id = NEW.delivery_id
                                 AND NEW.verifier_id IN (d.companion_id, d.noted_by_id)) THEN
                        RAISE EXCEPTION 'who helped to deliver does not verify' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                
                END;
            $$;


CREATE FUNCTION public.pgtrigger_voices_have_a_result_c49ac() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
    IF (OLD.state IN ('closed', 'declined', 'referred', 'unconfirmed')) = (NEW.state IN ('closed', 'declined', 'referred', 'unconfirmed'))
       AND OLD.merged_into_id IS NOT DISTINCT FROM NEW.merged_into_id THEN
        RETURN NEW;
    END IF;
    UPDATE cases_voice v SET has_result = s.state IN ('closed', 'declined', 'referred', 'unconfirmed')
    FROM cases_case c JOIN cases_case s ON s.id = coalesce(c.merged_into_id, c.id)
    WHERE v.case_id = c.id AND (c.id = NEW.id OR c.merged_into_id = NEW.id)
      AND v.has_result IS DISTINCT FROM (s.state IN ('closed', 'declined', 'referred', 'unconfirmed'));
    RETURN NEW;

                END;
            $$;


CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;


CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;


CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);


CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;


CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;


CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;


CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;


CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;


CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;


CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;


CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;


CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;


CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;


CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;


CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;


CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;


CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;


CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;


CREATE FUNCTION public.registry_number_is_known(token text, number bytea) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(token, 7301103));
    -- a statement of its own: under READ COMMITTED it sees what was committed while the lock was waited for
    RETURN EXISTS (SELECT 1 FROM registry_person WHERE phone_index = number);
END $$;


CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.axes_accessattempt (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    get_data text NOT NULL,
    post_data text NOT NULL,
    failures_since_start integer NOT NULL,
    CONSTRAINT axes_accessattempt_failures_since_start_check CHECK ((failures_since_start >= 0))
);


ALTER TABLE public.axes_accessattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.axes_accessattemptexpiration (
    access_attempt_id integer NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


CREATE TABLE public.axes_accessfailurelog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    locked_out boolean NOT NULL
);


ALTER TABLE public.axes_accessfailurelog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accessfailurelog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.axes_accesslog (
    id integer NOT NULL,
    user_agent character varying(255) NOT NULL,
    ip_address inet,
    username character varying(255),
    http_accept character varying(1025) NOT NULL,
    path_info character varying(255) NOT NULL,
    attempt_time timestamp with time zone NOT NULL,
    logout_time timestamp with time zone,
    session_hash character varying(64) NOT NULL
);


ALTER TABLE public.axes_accesslog ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.axes_accesslog_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_callattempt (
    id uuid NOT NULL,
    round smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    by uuid NOT NULL,
    result character varying(12) NOT NULL,
    note character varying(200) NOT NULL,
    case_id uuid NOT NULL,
    CONSTRAINT call_attempt_ended_so CHECK (((result)::text = ANY ((ARRAY['no_answer'::character varying, 'wrong_number'::character varying, 'refused'::character varying])::text[]))),
    CONSTRAINT cases_callattempt_round_check CHECK ((round >= 0))
);


CREATE SEQUENCE public.cases_case_serial
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


CREATE TABLE public.cases_case (
    id uuid NOT NULL,
    serial bigint DEFAULT nextval('public.cases_case_serial'::regclass) NOT NULL,
    opened_on date NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by uuid,
    state character varying(12) NOT NULL,
    place character varying(200) NOT NULL,
    urgency character varying(12) NOT NULL,
    title character varying(120) NOT NULL,
    proposal_reason character varying(400) NOT NULL,
    bounces smallint NOT NULL,
    reopenings smallint NOT NULL,
    due_at timestamp with time zone,
    ended_at timestamp with time zone,
    ended_by uuid,
    end_reason character varying(400) NOT NULL,
    end_remedy character varying(400) NOT NULL,
    changed_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    area_id character varying(14) NOT NULL,
    category_id character varying(60),
    lead_id uuid NOT NULL,
    person_id uuid,
    proposed_category_id character varying(60),
    proposed_item_id uuid,
    paused_at timestamp with time zone,
    merged_into_id uuid,
    caller_forgotten_at timestamp with time zone,
    words_forgotten_at timestamp with time zone,
    CONSTRAINT case_beyond_heard_has_a_category CHECK ((((state)::text = 'heard'::text) OR ((state)::text = ANY ((ARRAY['declined'::character varying, 'referred'::character varying, 'reopened'::character varying])::text[])) OR (category_id IS NOT NULL))),
    CONSTRAINT case_ended_needs_when CHECK (((NOT ((state)::text = ANY ((ARRAY['closed'::character varying, 'declined'::character varying, 'referred'::character varying, 'unconfirmed'::character varying])::text[]))) OR (ended_at IS NOT NULL))),
    CONSTRAINT case_is_not_merged_into_itself CHECK (((merged_into_id IS NULL) OR (NOT ((merged_into_id = id) AND (merged_into_id IS NOT NULL))))),
    CONSTRAINT case_refusal_needs_name_reason_remedy CHECK (((NOT ((state)::text = ANY ((ARRAY['declined'::character varying, 'referred'::character varying])::text[]))) OR ((ended_by IS NOT NULL) AND (NOT ((end_reason)::text = ''::text)) AND (NOT ((end_remedy)::text = ''::text))))),
    CONSTRAINT case_state_is_one_of_the_table CHECK (((state)::text = ANY ((ARRAY['heard'::character varying, 'triaged'::character varying, 'assigned'::character varying, 'delivered'::character varying, 'verified'::character varying, 'closed'::character varying, 'declined'::character varying, 'referred'::character varying, 'reopened'::character varying, 'unconfirmed'::character varying])::text[]))),
    CONSTRAINT case_unconfirmed_needs_reason_and_remedy CHECK (((NOT ((state)::text = 'unconfirmed'::text)) OR ((NOT ((end_reason)::text = ''::text)) AND (NOT ((end_remedy)::text = ''::text))))),
    CONSTRAINT cases_case_bounces_check CHECK ((bounces >= 0)),
    CONSTRAINT cases_case_reopenings_check CHECK ((reopenings >= 0))
);


CREATE TABLE public.cases_casemerge (
    id uuid NOT NULL,
    reason character varying(400) NOT NULL,
    at timestamp with time zone NOT NULL,
    by uuid NOT NULL,
    undone_at timestamp with time zone,
    undone_by uuid,
    undo_reason character varying(400) NOT NULL,
    survivor_id uuid NOT NULL,
    CONSTRAINT case_merge_says_why CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT case_merge_undone_needs_who_when_why CHECK ((((undone_at IS NULL) AND (undone_by IS NULL)) OR ((undone_at >= at) AND (undone_by IS NOT NULL) AND (NOT ((undo_reason)::text = ''::text)))))
);


CREATE TABLE public.cases_circumstance (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    case_id uuid NOT NULL,
    CONSTRAINT circumstance_is_one_of_the_list CHECK (((kind)::text = ANY ((ARRAY['mobility'::character varying, 'family_away'::character varying, 'hearing'::character varying, 'sight'::character varying, 'no_smartphone'::character varying])::text[])))
);


ALTER TABLE public.cases_circumstance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_circumstance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_cohandler (
    id bigint NOT NULL,
    case_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    amount integer,
    assigned_at timestamp with time zone,
    due_at timestamp with time zone,
    "end" character varying(12) NOT NULL,
    ended_at timestamp with time zone,
    ended_by uuid,
    unit character varying(16) NOT NULL,
    CONSTRAINT cases_cohandler_amount_check CHECK ((amount >= 0)),
    CONSTRAINT co_handler_ended_was_assigned_and_says_how CHECK ((((("end")::text = ''::text) AND (ended_at IS NULL)) OR ((ended_at >= assigned_at) AND (NOT (("end")::text = ''::text)))))
);


ALTER TABLE public.cases_cohandler ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_cohandler_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_contactcard (
    id uuid NOT NULL,
    contact_name character varying(12) NOT NULL,
    duty character varying(12) NOT NULL,
    phone character varying(30) NOT NULL,
    hours character varying(16) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    set_by uuid NOT NULL,
    area_id character varying(14) NOT NULL,
    CONSTRAINT contact_card_names_person_and_number CHECK (((NOT ((contact_name)::text = ''::text)) AND (NOT ((duty)::text = ''::text)) AND (NOT ((phone)::text = ''::text))))
);


CREATE TABLE public.cases_delivery (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    result character varying(12) NOT NULL,
    note character varying(1000) NOT NULL,
    outside_reference character varying(60) NOT NULL,
    by_id uuid NOT NULL,
    case_id uuid NOT NULL,
    companion_id uuid,
    task_id uuid NOT NULL,
    noted_by_id uuid,
    CONSTRAINT delivery_companion_is_another_person CHECK (((companion_id IS NULL) OR (NOT ((companion_id = by_id) AND (companion_id IS NOT NULL))))),
    CONSTRAINT delivery_is_noted_for_another_person CHECK (((noted_by_id IS NULL) OR (NOT ((noted_by_id = by_id) AND (noted_by_id IS NOT NULL)))))
);


CREATE TABLE public.cases_feedback (
    id uuid NOT NULL,
    kind character varying(10) NOT NULL,
    channel character varying(8) NOT NULL,
    heard_at timestamp with time zone NOT NULL,
    heard_by uuid NOT NULL,
    words character varying(1000) NOT NULL,
    giver_name character varying(60) NOT NULL,
    helper uuid,
    area_id character varying(14) NOT NULL,
    case_id uuid,
    opened_id uuid,
    organisation_id uuid,
    CONSTRAINT feedback_about_a_helper_names_the_case CHECK (((helper IS NULL) OR (case_id IS NOT NULL))),
    CONSTRAINT feedback_complaint_opens_a_case_thanks_do_not CHECK (((((giver_name)::text = ''::text) AND ((kind)::text = 'complaint'::text) AND (opened_id IS NOT NULL) AND ((words)::text = ''::text)) OR (((kind)::text = 'thanks'::text) AND (opened_id IS NULL) AND (NOT ((words)::text = ''::text))))),
    CONSTRAINT feedback_opens_another_case_than_it_is_about CHECK (((opened_id IS NULL) OR (case_id IS NULL) OR (NOT ((opened_id = case_id) AND (opened_id IS NOT NULL) AND (case_id IS NOT NULL)))))
);


CREATE TABLE public.cases_followuprule (
    id bigint NOT NULL,
    attempts_most smallint NOT NULL,
    calls_per_quarter smallint NOT NULL,
    share_per_100 smallint NOT NULL,
    sampled character varying(60)[] NOT NULL,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    CONSTRAINT cases_followuprule_attempts_most_check CHECK ((attempts_most >= 0)),
    CONSTRAINT cases_followuprule_calls_per_quarter_check CHECK ((calls_per_quarter >= 0)),
    CONSTRAINT cases_followuprule_share_per_100_check CHECK ((share_per_100 >= 0)),
    CONSTRAINT follow_up_rule_asks_somebody CHECK (((attempts_most >= 1) AND (calls_per_quarter >= 1) AND (share_per_100 >= 1) AND (share_per_100 <= 100)))
);


ALTER TABLE public.cases_followuprule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_followuprule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_guess (
    id bigint NOT NULL,
    number_index bytea NOT NULL,
    address_index bytea NOT NULL,
    at timestamp with time zone NOT NULL
);


ALTER TABLE public.cases_guess ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_guess_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_handback (
    id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by uuid NOT NULL,
    due_at timestamp with time zone,
    due_lines character varying(200)[] NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    is_accepted boolean,
    case_id uuid NOT NULL,
    decision_id bigint,
    lead_id uuid NOT NULL,
    proposed_lead_id uuid,
    reason_id bigint NOT NULL,
    task_id uuid NOT NULL,
    first_id bigint,
    first_decided_by uuid,
    CONSTRAINT hand_back_decided_needs_who_when_what_why CHECK ((((decided_at IS NULL) AND (decided_by IS NULL) AND (decision_id IS NULL) AND (is_accepted IS NULL)) OR ((decided_at >= asked_at) AND (decided_by IS NOT NULL) AND (decision_id IS NOT NULL) AND (is_accepted IS NOT NULL)))),
    CONSTRAINT hand_back_is_decided_by_another CHECK (((decided_by IS NULL) OR (NOT ((decided_by = asked_by) AND (decided_by IS NOT NULL))))),
    CONSTRAINT hand_back_proposes_another CHECK (((proposed_lead_id IS NULL) OR (NOT ((proposed_lead_id = lead_id) AND (proposed_lead_id IS NOT NULL))))),
    CONSTRAINT second_hand_back_is_decided_by_another_arbiter CHECK ((((first_id IS NULL) AND (first_decided_by IS NULL)) OR ((first_id IS NOT NULL) AND (first_decided_by IS NOT NULL) AND ((decided_by IS NULL) OR (NOT ((decided_by = first_decided_by) AND (decided_by IS NOT NULL) AND (first_decided_by IS NOT NULL)))))))
);


ALTER TABLE public.cases_handback ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_handback_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_heldvoice (
    id uuid NOT NULL,
    words text NOT NULL,
    receipt_index bytea NOT NULL,
    received_on date NOT NULL,
    tenant_id bigint NOT NULL
);


CREATE TABLE public.cases_limit (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    round smallint NOT NULL,
    amount integer NOT NULL,
    unit character varying(16) NOT NULL,
    start_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    met_at timestamp with time zone,
    case_id uuid NOT NULL,
    CONSTRAINT cases_limit_amount_check CHECK ((amount >= 0)),
    CONSTRAINT cases_limit_round_check CHECK ((round >= 0)),
    CONSTRAINT limit_ends_after_it_begins CHECK ((due_at >= start_at))
);


ALTER TABLE public.cases_limit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_limit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_limitextension (
    id bigint NOT NULL,
    amount integer NOT NULL,
    reason character varying(400) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by uuid NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    is_granted boolean,
    decision character varying(400) NOT NULL,
    limit_id bigint NOT NULL,
    CONSTRAINT cases_limitextension_amount_check CHECK ((amount >= 0)),
    CONSTRAINT extension_decided_needs_who_when_what CHECK ((((decided_at IS NULL) AND (decided_by IS NULL) AND (is_granted IS NULL)) OR ((decided_at >= asked_at) AND (decided_by IS NOT NULL) AND (is_granted IS NOT NULL)))),
    CONSTRAINT extension_is_decided_by_another CHECK (((decided_by IS NULL) OR (NOT ((decided_by = asked_by) AND (decided_by IS NOT NULL))))),
    CONSTRAINT extension_is_of_some_time CHECK ((amount >= 1)),
    CONSTRAINT extension_refused_says_why CHECK (((is_granted IS NULL) OR is_granted OR (NOT ((decision)::text = ''::text)))),
    CONSTRAINT extension_says_why CHECK ((NOT ((reason)::text = ''::text)))
);


ALTER TABLE public.cases_limitextension ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_limitextension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_limitpause (
    id bigint NOT NULL,
    reason character varying(16) NOT NULL,
    note character varying(400) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    started_by uuid NOT NULL,
    ended_at timestamp with time zone,
    ended_by uuid,
    case_id uuid NOT NULL,
    CONSTRAINT pause_ends_after_it_begins_by_somebody CHECK ((((ended_at IS NULL) AND (ended_by IS NULL)) OR ((ended_at >= started_at) AND (ended_by IS NOT NULL)))),
    CONSTRAINT pause_has_a_reason_of_the_list CHECK (((reason)::text = ANY ((ARRAY['caller_papers'::character varying, 'expert'::character varying, 'outside'::character varying, 'road_weather'::character varying])::text[]))),
    CONSTRAINT pause_says_what_is_waited_for CHECK ((NOT ((note)::text = ''::text)))
);


ALTER TABLE public.cases_limitpause ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_limitpause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_listcolumns (
    id bigint NOT NULL,
    columns character varying(12)[] NOT NULL,
    account_id uuid NOT NULL
);


ALTER TABLE public.cases_listcolumns ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_listcolumns_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_mediation (
    id uuid NOT NULL,
    sealed bytea NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    outcome character varying(12) NOT NULL,
    area_id character varying(14) NOT NULL,
    mediator_id uuid NOT NULL,
    CONSTRAINT mediation_ended_says_how CHECK ((((ended_at IS NULL) AND ((outcome)::text = ''::text)) OR ((ended_at IS NOT NULL) AND (NOT ((outcome)::text = ''::text)))))
);


CREATE TABLE public.cases_mediationhandover (
    id bigint NOT NULL,
    reason character varying(200) NOT NULL,
    at timestamp with time zone NOT NULL,
    by uuid NOT NULL,
    before_id uuid NOT NULL,
    mediation_id uuid NOT NULL,
    to_id uuid NOT NULL,
    CONSTRAINT mediation_goes_to_another CHECK ((NOT (before_id = to_id))),
    CONSTRAINT mediation_handover_says_why CHECK ((NOT ((reason)::text = ''::text)))
);


ALTER TABLE public.cases_mediationhandover ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_mediationhandover_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_mergedcase (
    id bigint NOT NULL,
    case_id uuid NOT NULL,
    merge_id uuid NOT NULL
);


ALTER TABLE public.cases_mergedcase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_mergedcase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_messageimport (
    id uuid NOT NULL,
    source character varying(60) NOT NULL,
    state character varying(12) NOT NULL,
    file_name character varying(200) NOT NULL,
    file_digest bytea NOT NULL,
    headings jsonb NOT NULL,
    notes jsonb NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    uploaded_by uuid NOT NULL,
    confirmed_at timestamp with time zone,
    confirmed_by uuid,
    moved_at timestamp with time zone,
    ended_at timestamp with time zone,
    stopped_because character varying(400) NOT NULL,
    forgotten_at timestamp with time zone,
    area_id character varying(14) NOT NULL,
    CONSTRAINT import_beyond_trial_needs_who_and_when CHECK ((((state)::text = ANY ((ARRAY['tried'::character varying, 'dropped'::character varying])::text[])) OR ((confirmed_at IS NOT NULL) AND (confirmed_by IS NOT NULL)))),
    CONSTRAINT import_names_its_source CHECK ((NOT ((source)::text = ''::text))),
    CONSTRAINT import_state_is_one_of_the_list CHECK (((state)::text = ANY ((ARRAY['tried'::character varying, 'confirmed'::character varying, 'done'::character varying, 'stopped'::character varying, 'dropped'::character varying])::text[])))
);


CREATE TABLE public.cases_messagerow (
    id bigint NOT NULL,
    line integer NOT NULL,
    outcome character varying(8) NOT NULL,
    source_number character varying(60) NOT NULL,
    sealed bytea,
    is_urgent boolean NOT NULL,
    case_id uuid,
    run_id uuid NOT NULL,
    CONSTRAINT cases_messagerow_line_check CHECK ((line >= 0)),
    CONSTRAINT import_row_opened_has_its_case CHECK (((NOT ((outcome)::text = 'opened'::text)) OR (case_id IS NOT NULL)))
);


ALTER TABLE public.cases_messagerow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_messagerow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_notice (
    id uuid NOT NULL,
    "to" character varying(8) NOT NULL,
    cause character varying(12) NOT NULL,
    hours smallint NOT NULL,
    count smallint NOT NULL,
    due_at timestamp with time zone,
    at timestamp with time zone NOT NULL,
    case_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    owed_by_id uuid,
    step character varying(16) NOT NULL,
    CONSTRAINT cases_notice_count_check CHECK ((count >= 0)),
    CONSTRAINT notice_is_to_somebody_for_a_known_cause CHECK (((("to")::text = ANY ((ARRAY['lead'::character varying, 'head'::character varying, 'office'::character varying])::text[])) AND ((cause)::text = ANY ((ARRAY['limit'::character varying, 'helping'::character varying, 'whistle'::character varying, 'nobody'::character varying, 'rework'::character varying, 'passed_on'::character varying, 'no_arbiter'::character varying])::text[]))))
);


CREATE TABLE public.cases_outgoingtext (
    id bigint NOT NULL,
    text character varying(200) NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    queued_by uuid,
    due_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    is_sent boolean,
    tries smallint NOT NULL,
    voice_id uuid,
    message uuid DEFAULT gen_random_uuid() NOT NULL,
    officer_id uuid,
    kind character varying(12) NOT NULL,
    why_not character varying(12) NOT NULL,
    CONSTRAINT cases_outgoingtext_tries_check CHECK ((tries >= 0)),
    CONSTRAINT text_ended_says_how CHECK ((((ended_at IS NULL) AND (is_sent IS NULL)) OR ((ended_at IS NOT NULL) AND (is_sent IS NOT NULL)))),
    CONSTRAINT text_is_due_after_it_is_queued CHECK ((due_at >= queued_at)),
    CONSTRAINT text_is_for_a_voicer_or_an_officer CHECK (((((kind)::text = 'result'::text) AND (officer_id IS NULL) AND (queued_by IS NOT NULL) AND (voice_id IS NOT NULL)) OR (((kind)::text = ANY ((ARRAY['reminders'::character varying, 'hint'::character varying])::text[])) AND (officer_id IS NOT NULL) AND (queued_by IS NULL) AND (voice_id IS NULL)))),
    CONSTRAINT text_that_did_not_go_out_says_why CHECK ((((NOT is_sent) AND (NOT ((why_not)::text = ''::text))) OR (((is_sent IS NULL) OR is_sent) AND ((why_not)::text = ''::text))))
);


ALTER TABLE public.cases_outgoingtext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_outgoingtext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_outreachcontact (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    by uuid NOT NULL,
    channel character varying(5) NOT NULL,
    result character varying(12) NOT NULL,
    person_id uuid NOT NULL
);


CREATE TABLE public.cases_outreachrule (
    id bigint NOT NULL,
    no_contact_days smallint NOT NULL,
    is_sample boolean NOT NULL,
    derived_list_id character varying(40) NOT NULL,
    CONSTRAINT cases_outreachrule_no_contact_days_check CHECK ((no_contact_days >= 0)),
    CONSTRAINT outreach_waits_at_least_a_day CHECK ((no_contact_days >= 1))
);


ALTER TABLE public.cases_outreachrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_outreachrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_paymentdifficulty (
    id uuid NOT NULL,
    difficulty character varying(12) NOT NULL,
    help_wanted character varying(12) NOT NULL,
    consent character varying(200) NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    noted_by uuid NOT NULL,
    expires_on date NOT NULL,
    outlet_id uuid NOT NULL,
    person_id uuid NOT NULL,
    CONSTRAINT payment_difficulty_expires_later CHECK ((expires_on > ((noted_at AT TIME ZONE 'Asia/Shanghai'::text))::date)),
    CONSTRAINT payment_difficulty_has_the_words_of_consent CHECK ((NOT ((consent)::text = ''::text)))
);


CREATE TABLE public.cases_paymentregisterrule (
    id bigint NOT NULL,
    months smallint NOT NULL,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    CONSTRAINT cases_paymentregisterrule_months_check CHECK ((months >= 0)),
    CONSTRAINT payment_register_keeps_at_least_a_month CHECK ((months >= 1))
);


ALTER TABLE public.cases_paymentregisterrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_paymentregisterrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_provider (
    id bigint NOT NULL,
    tier smallint NOT NULL,
    capacity integer,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    category_id character varying(60) NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT cases_provider_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT cases_provider_tier_check CHECK ((tier >= 0)),
    CONSTRAINT provider_tier_is_a_known_one CHECK ((tier = ANY (ARRAY[1, 2, 3])))
);


ALTER TABLE public.cases_provider ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_provider_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_rateexclusion (
    id uuid NOT NULL,
    reason character varying(20) NOT NULL,
    words character varying(400) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_by uuid NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    is_granted boolean,
    decision character varying(400) NOT NULL,
    verification_id uuid NOT NULL,
    CONSTRAINT exclusion_decided_needs_who_when_what_why CHECK ((((decided_at IS NULL) AND (decided_by IS NULL) AND (is_granted IS NULL)) OR ((decided_at >= asked_at) AND (decided_by IS NOT NULL) AND (is_granted IS NOT NULL) AND (NOT ((decision)::text = ''::text))))),
    CONSTRAINT exclusion_has_a_reason_of_the_list CHECK (((reason)::text = ANY ((ARRAY['outside_duty'::character varying, 'against_law'::character varying, 'not_possible_yet'::character varying, 'wrong_case'::character varying])::text[]))),
    CONSTRAINT exclusion_is_decided_by_another CHECK (((decided_by IS NULL) OR (NOT ((decided_by = asked_by) AND (decided_by IS NOT NULL))))),
    CONSTRAINT exclusion_says_why CHECK ((NOT ((words)::text = ''::text)))
);


CREATE TABLE public.cases_reason (
    id bigint NOT NULL,
    act character varying(20) NOT NULL,
    at timestamp with time zone NOT NULL,
    by uuid NOT NULL,
    words character varying(400) NOT NULL,
    remedy character varying(400) NOT NULL,
    case_id uuid NOT NULL,
    CONSTRAINT reason_is_in_words CHECK ((NOT ((words)::text = ''::text))),
    CONSTRAINT reason_is_of_an_act_that_needs_one CHECK (((act)::text = ANY ((ARRAY['hand_back'::character varying, 'decide_hand_back'::character varying, 'correct'::character varying, 'decline'::character varying, 'refer'::character varying, 'reopen'::character varying, 'help'::character varying, 'deliver'::character varying])::text[]))),
    CONSTRAINT reason_of_a_refusal_has_a_remedy CHECK (((NOT ((act)::text = ANY (ARRAY[('decline'::character varying)::text, ('refer'::character varying)::text]))) OR (NOT ((remedy)::text = ''::text))))
);


ALTER TABLE public.cases_reason ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_reason_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_receipt (
    receipt_index bytea NOT NULL,
    case_id uuid NOT NULL
);


CREATE TABLE public.cases_remindernumber (
    id bigint NOT NULL,
    number_sealed bytea NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    told_until timestamp with time zone NOT NULL,
    account_id uuid NOT NULL
);


ALTER TABLE public.cases_remindernumber ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_remindernumber_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_retentionrule (
    outcome character varying(12) NOT NULL,
    caller_months smallint NOT NULL,
    words_months smallint NOT NULL,
    is_sample boolean NOT NULL,
    CONSTRAINT cases_retentionrule_caller_months_check CHECK ((caller_months >= 0)),
    CONSTRAINT cases_retentionrule_words_months_check CHECK ((words_months >= 0)),
    CONSTRAINT retention_rule_keeps_the_caller_no_longer_than_his_words CHECK (((caller_months >= 1) AND (words_months >= caller_months)))
);


CREATE TABLE public.cases_retentionrun (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    callers integer NOT NULL,
    words integer NOT NULL,
    CONSTRAINT cases_retentionrun_callers_check CHECK ((callers >= 0)),
    CONSTRAINT cases_retentionrun_words_check CHECK ((words >= 0))
);


ALTER TABLE public.cases_retentionrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_retentionrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_rung (
    id bigint NOT NULL,
    hours smallint NOT NULL,
    "to" character varying(8) NOT NULL,
    area_id character varying(14) NOT NULL,
    office_id uuid,
    of character varying(12) NOT NULL,
    CONSTRAINT rung_is_of_a_known_ladder CHECK (((of)::text = ANY ((ARRAY['lead'::character varying, 'co_handler'::character varying])::text[]))),
    CONSTRAINT rung_to_an_office_names_it CHECK ((((office_id IS NULL) AND (("to")::text = ANY ((ARRAY['lead'::character varying, 'head'::character varying])::text[]))) OR ((office_id IS NOT NULL) AND (("to")::text = 'office'::text))))
);


ALTER TABLE public.cases_rung ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_rung_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_sample (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    seed bigint NOT NULL,
    share_per_100 smallint NOT NULL,
    area_id character varying(14) NOT NULL,
    CONSTRAINT cases_sample_share_per_100_check CHECK ((share_per_100 >= 0))
);


CREATE TABLE public.cases_sampleline (
    id bigint NOT NULL,
    left_out character varying(12) NOT NULL,
    case_id uuid NOT NULL,
    sample_id uuid NOT NULL,
    CONSTRAINT sample_line_says_why_not CHECK (((left_out)::text = ANY ((ARRAY[''::character varying, 'not_drawn'::character varying, 'asked_enough'::character varying])::text[])))
);


ALTER TABLE public.cases_sampleline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_sampleline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_savedfilter (
    id uuid NOT NULL,
    query character varying(900) NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    dropped_at timestamp with time zone,
    account_id uuid NOT NULL,
    CONSTRAINT saved_filter_keeps_no_words CHECK (((NOT ((query)::text = ''::text)) AND (NOT ((query)::text ~ '(^|&)text='::text))))
);


CREATE TABLE public.cases_steplimit (
    id bigint NOT NULL,
    step character varying(16) NOT NULL,
    amount smallint NOT NULL,
    unit character varying(16) NOT NULL,
    area_id character varying(14) NOT NULL,
    CONSTRAINT cases_steplimit_amount_check CHECK ((amount >= 0)),
    CONSTRAINT step_limit_is_of_a_known_step CHECK (((step)::text = ANY ((ARRAY['hand_back'::character varying, 'sign'::character varying, 'contact'::character varying, 'arrive'::character varying])::text[]))),
    CONSTRAINT step_limit_is_of_some_time CHECK ((amount >= 1))
);


ALTER TABLE public.cases_steplimit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_steplimit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_task (
    id uuid NOT NULL,
    route character varying(8) NOT NULL,
    assigned_at timestamp with time zone NOT NULL,
    assigned_by uuid,
    contact_name character varying(60) NOT NULL,
    window_start timestamp with time zone,
    window_end timestamp with time zone,
    door_code_sealed bytea,
    visit_started_at timestamp with time zone,
    code_matched boolean,
    ended_at timestamp with time zone,
    "end" character varying(12) NOT NULL,
    case_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    taken_by uuid,
    CONSTRAINT task_window_ends_after_it_begins CHECK ((((window_end IS NULL) AND (window_start IS NULL)) OR (window_end > window_start)))
);


CREATE TABLE public.cases_telling (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    by uuid NOT NULL,
    channel character varying(12) NOT NULL,
    words character varying(1000) NOT NULL,
    voice_id uuid NOT NULL
);


CREATE TABLE public.cases_tenant (
    id bigint NOT NULL,
    least_released smallint NOT NULL,
    most_days smallint NOT NULL,
    response_amount smallint NOT NULL,
    response_unit character varying(16) NOT NULL,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    most_a_day smallint NOT NULL,
    CONSTRAINT cases_tenant_least_released_check CHECK ((least_released >= 0)),
    CONSTRAINT cases_tenant_most_a_day_check CHECK ((most_a_day >= 0)),
    CONSTRAINT cases_tenant_most_days_check CHECK ((most_days >= 0)),
    CONSTRAINT cases_tenant_response_amount_check CHECK ((response_amount >= 0)),
    CONSTRAINT tenant_releases_several_voices_at_once CHECK (((least_released >= 2) AND (most_a_day >= 1) AND (most_days >= 1) AND (response_amount >= 1)))
);


ALTER TABLE public.cases_tenant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_tenant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_trainedmodel (
    number bigint NOT NULL,
    trained_at timestamp with time zone NOT NULL,
    trained_by uuid,
    cases integer NOT NULL,
    categories integer NOT NULL,
    macro_f1 double precision NOT NULL,
    certain_precision double precision,
    certain_share double precision NOT NULL,
    macro_f1_before double precision,
    is_in_use boolean NOT NULL,
    decision character varying(200) NOT NULL,
    data bytea NOT NULL,
    CONSTRAINT cases_trainedmodel_cases_check CHECK ((cases >= 0)),
    CONSTRAINT cases_trainedmodel_categories_check CHECK ((categories >= 0)),
    CONSTRAINT trained_model_shares_are_shares CHECK ((((macro_f1 >= (0.0)::double precision) AND (macro_f1 <= (1.0)::double precision)) AND ((certain_share >= (0.0)::double precision) AND (certain_share <= (1.0)::double precision))))
);


ALTER TABLE public.cases_trainedmodel ALTER COLUMN number ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_trainedmodel_number_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.cases_verification (
    id uuid NOT NULL,
    at timestamp with time zone NOT NULL,
    asked character varying(8) NOT NULL,
    outcome character varying(12) NOT NULL,
    words character varying(1000) NOT NULL,
    deliverer_id uuid NOT NULL,
    delivery_id uuid NOT NULL,
    verifier_id uuid NOT NULL,
    CONSTRAINT verifier_is_not_deliverer CHECK ((NOT (verifier_id = deliverer_id)))
);


CREATE TABLE public.cases_voice (
    id uuid NOT NULL,
    channel character varying(8) NOT NULL,
    heard_at timestamp with time zone NOT NULL,
    heard_by uuid,
    words text NOT NULL,
    caller_name character varying(60) NOT NULL,
    caller_phone_sealed bytea,
    caller_phone_index bytea,
    on_behalf_of character varying(60) NOT NULL,
    consent character varying(200) NOT NULL,
    wants_answer boolean NOT NULL,
    source character varying(60) NOT NULL,
    source_number character varying(60) NOT NULL,
    told_at timestamp with time zone,
    case_id uuid NOT NULL,
    given_up_at timestamp with time zone,
    has_result boolean NOT NULL
);


CREATE TABLE public.cases_whistle (
    id uuid NOT NULL,
    words character varying(400) NOT NULL,
    blown_at timestamp with time zone NOT NULL,
    blown_by uuid NOT NULL,
    case_id uuid NOT NULL,
    community_id uuid NOT NULL,
    CONSTRAINT whistle_says_what_for CHECK ((NOT ((words)::text = ''::text)))
);


CREATE TABLE public.cases_whistlecall (
    id uuid NOT NULL,
    rating character varying(8) NOT NULL,
    rating_reason character varying(400) NOT NULL,
    rated_at timestamp with time zone,
    rated_by uuid,
    organisation_id uuid NOT NULL,
    whistle_id uuid NOT NULL,
    CONSTRAINT low_rating_says_why CHECK (((NOT ((rating)::text = ANY ((ARRAY['fair'::character varying, 'poor'::character varying])::text[]))) OR (NOT ((rating_reason)::text = ''::text)))),
    CONSTRAINT whistle_rating_needs_who_and_when CHECK ((((rated_at IS NULL) AND (rated_by IS NULL) AND ((rating)::text = ''::text)) OR ((rated_at IS NOT NULL) AND (rated_by IS NOT NULL) AND (NOT ((rating)::text = ''::text)))))
);


CREATE TABLE public.cases_whistlestep (
    id bigint NOT NULL,
    step character varying(16) NOT NULL,
    due_at timestamp with time zone,
    due_lines character varying(200)[] NOT NULL,
    done_at timestamp with time zone,
    done_by uuid,
    call_id uuid NOT NULL,
    CONSTRAINT whistle_step_done_needs_who_and_when CHECK ((((done_at IS NULL) AND (done_by IS NULL)) OR ((done_at IS NOT NULL) AND (done_by IS NOT NULL)))),
    CONSTRAINT whistle_step_is_a_known_one CHECK (((step)::text = ANY ((ARRAY['sign'::character varying, 'contact'::character varying, 'arrive'::character varying])::text[])))
);


ALTER TABLE public.cases_whistlestep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_whistlestep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.catalogue_arbitrationlimit (
    id bigint NOT NULL,
    amount smallint NOT NULL,
    unit character varying(16) NOT NULL,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    CONSTRAINT catalogue_arbitrationlimit_amount_check CHECK ((amount >= 0))
);


ALTER TABLE public.catalogue_arbitrationlimit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_arbitrationlimit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.catalogue_category (
    code character varying(60) NOT NULL,
    name character varying(80) NOT NULL,
    words character varying(40)[] NOT NULL,
    urgency character varying(12) NOT NULL,
    transfer_to character varying(12) NOT NULL,
    route character varying(12) NOT NULL,
    limits jsonb NOT NULL,
    non_digital_path character varying(200) NOT NULL,
    is_sample boolean NOT NULL,
    parent_id character varying(60),
    CONSTRAINT category_emergency_names_its_number CHECK (((NOT ((urgency)::text = 'emergency'::text)) OR (NOT ((transfer_to)::text = ''::text)))),
    CONSTRAINT category_has_a_non_digital_path CHECK ((NOT ((non_digital_path)::text = ''::text)))
);


CREATE TABLE public.catalogue_commitment (
    id uuid NOT NULL,
    slot smallint NOT NULL,
    measure character varying(200) NOT NULL,
    owner_name character varying(60) NOT NULL,
    due_on date,
    owner_id uuid,
    register_id uuid NOT NULL,
    CONSTRAINT catalogue_commitment_slot_check CHECK ((slot >= 0)),
    CONSTRAINT commitment_needs_owner_and_due_date CHECK ((((due_on IS NULL) AND ((measure)::text = ''::text) AND (owner_id IS NULL) AND ((owner_name)::text = ''::text)) OR ((NOT ((measure)::text = ''::text)) AND (due_on IS NOT NULL) AND (owner_id IS NOT NULL) AND (NOT ((owner_name)::text = ''::text))))),
    CONSTRAINT slots_count_from_one CHECK ((slot >= 1))
);


CREATE TABLE public.catalogue_commitmentrating (
    id bigint NOT NULL,
    rater_index bytea NOT NULL,
    answer character varying(8) NOT NULL,
    rated_on date NOT NULL,
    commitment_id uuid NOT NULL
);


ALTER TABLE public.catalogue_commitmentrating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_commitmentrating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.catalogue_commitmentregister (
    id uuid NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    slot_count smallint NOT NULL,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    served_id uuid NOT NULL,
    CONSTRAINT catalogue_commitmentregister_slot_count_check CHECK ((slot_count >= 0))
);


CREATE TABLE public.catalogue_costoption (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    option character varying(120) NOT NULL,
    amount_fen bigint NOT NULL,
    basis character varying(200) NOT NULL,
    guide_id uuid NOT NULL,
    CONSTRAINT catalogue_costoption_amount_fen_check CHECK ((amount_fen >= 0)),
    CONSTRAINT catalogue_costoption_position_check CHECK (("position" >= 0)),
    CONSTRAINT cost_has_its_basis CHECK ((NOT ((basis)::text = ''::text)))
);


ALTER TABLE public.catalogue_costoption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_costoption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.catalogue_decisionnotice (
    id bigint NOT NULL,
    told_at timestamp with time zone,
    channel character varying(8) NOT NULL,
    item_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    told_by_id uuid,
    CONSTRAINT notice_told_needs_who_when_and_how CHECK (((((channel)::text = ''::text) AND (told_at IS NULL) AND (told_by_id IS NULL)) OR ((told_at IS NOT NULL) AND (told_by_id IS NOT NULL) AND (NOT ((channel)::text = ''::text)))))
);


ALTER TABLE public.catalogue_decisionnotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_decisionnotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.catalogue_draftimport (
    id uuid NOT NULL,
    made_at timestamp with time zone NOT NULL,
    headings character varying(200)[] NOT NULL,
    rows jsonb NOT NULL,
    before jsonb,
    after jsonb,
    carried_out_at timestamp with time zone,
    undone_at timestamp with time zone,
    draft_id uuid NOT NULL,
    made_by_id uuid NOT NULL,
    CONSTRAINT only_what_was_done_is_undone CHECK (((undone_at IS NULL) OR (carried_out_at IS NOT NULL)))
);


CREATE TABLE public.catalogue_draftitem (
    id bigint NOT NULL,
    number integer NOT NULL,
    title character varying(120) NOT NULL,
    co_ids uuid[] NOT NULL,
    is_lead_alone boolean NOT NULL,
    list_type character varying(12) NOT NULL,
    legal_basis character varying(300) NOT NULL,
    words character varying(40)[] NOT NULL,
    is_sample boolean NOT NULL,
    category_id character varying(60),
    lead_id uuid,
    settles_id uuid,
    draft_id uuid NOT NULL,
    CONSTRAINT catalogue_draftitem_number_check CHECK ((number >= 0)),
    CONSTRAINT draft_lead_is_not_co_handler CHECK ((NOT (co_ids @> ARRAY[lead_id])))
);


ALTER TABLE public.catalogue_draftitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_draftitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.catalogue_evidence (
    id bigint NOT NULL,
    words character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id uuid NOT NULL,
    commitment_id uuid NOT NULL
);


ALTER TABLE public.catalogue_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.catalogue_fourrolechain (
    id uuid NOT NULL,
    code character varying(60) NOT NULL,
    base_name character varying(120) NOT NULL,
    members character varying(200) NOT NULL,
    beneficiaries character varying(200) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    guide_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    CONSTRAINT chain_ends_after_it_begins CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT chain_lead_is_not_its_guide CHECK ((NOT (lead_id = guide_id))),
    CONSTRAINT chain_names_all_four CHECK (((NOT ((members)::text = ''::text)) AND (NOT ((beneficiaries)::text = ''::text)) AND (NOT ((base_name)::text = ''::text))))
);


CREATE TABLE public.catalogue_guide (
    id uuid NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    conditions character varying(300)[] NOT NULL,
    steps character varying(300)[] NOT NULL,
    statutory_amount smallint,
    statutory_unit character varying(16) NOT NULL,
    promised_amount smallint NOT NULL,
    promised_unit character varying(16) NOT NULL,
    non_digital_path character varying(300) NOT NULL,
    hours character varying(120) NOT NULL,
    legal_basis character varying(300) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    is_sample boolean NOT NULL,
    written_by_id uuid,
    service_id uuid NOT NULL,
    CONSTRAINT catalogue_guide_promised_amount_check CHECK ((promised_amount >= 0)),
    CONSTRAINT catalogue_guide_statutory_amount_check CHECK ((statutory_amount >= 0)),
    CONSTRAINT guide_ends_after_it_begins CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT guide_has_a_non_digital_path CHECK ((NOT ((non_digital_path)::text = ''::text))),
    CONSTRAINT guide_has_a_step CHECK ((
CASE
    WHEN (steps IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(steps, 1), 0)
END > 0)),
    CONSTRAINT promise_is_not_longer_than_the_law CHECK (((statutory_amount IS NULL) OR (NOT ((statutory_unit)::text = (promised_unit)::text)) OR (promised_amount <= statutory_amount))),
    CONSTRAINT statutory_limit_has_its_unit CHECK ((((statutory_amount IS NULL) AND ((statutory_unit)::text = ''::text)) OR ((statutory_amount IS NOT NULL) AND (NOT ((statutory_unit)::text = ''::text)))))
);


CREATE TABLE public.catalogue_itemcohandler (
    id bigint NOT NULL,
    organisation_id uuid NOT NULL,
    item_id uuid NOT NULL
);


ALTER TABLE public.catalogue_itemcohandler ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_itemcohandler_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.catalogue_leadproposal (
    id bigint NOT NULL,
    reason character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id uuid NOT NULL,
    item_id uuid NOT NULL,
    lead_id uuid NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT proposal_has_its_reason CHECK ((NOT ((reason)::text = ''::text)))
);


ALTER TABLE public.catalogue_leadproposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_leadproposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.catalogue_listdraft (
    id uuid NOT NULL,
    name character varying(120) NOT NULL,
    state character varying(12) NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    takes_effect_on date,
    ended_at timestamp with time zone,
    area_id character varying(14) NOT NULL,
    begun_by_id uuid NOT NULL,
    ended_by_id uuid,
    CONSTRAINT ended_draft_needs_who_and_when CHECK ((((ended_at IS NULL) AND (ended_by_id IS NULL) AND ((state)::text = 'open'::text)) OR ((NOT ((state)::text = 'open'::text)) AND (ended_at IS NOT NULL) AND (ended_by_id IS NOT NULL)))),
    CONSTRAINT published_draft_has_its_day CHECK (((((state)::text = 'published'::text) AND (takes_effect_on IS NOT NULL)) OR ((NOT ((state)::text = 'published'::text)) AND (takes_effect_on IS NULL))))
);


CREATE TABLE public.catalogue_requireddocument (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    document character varying(120) NOT NULL,
    kind character varying(12) NOT NULL,
    copies smallint NOT NULL,
    is_deferrable boolean NOT NULL,
    note character varying(200) NOT NULL,
    guide_id uuid NOT NULL,
    CONSTRAINT catalogue_requireddocument_copies_check CHECK ((copies >= 0)),
    CONSTRAINT catalogue_requireddocument_position_check CHECK (("position" >= 0))
);


ALTER TABLE public.catalogue_requireddocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalogue_requireddocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.catalogue_responsibilityitem (
    id uuid NOT NULL,
    number integer NOT NULL,
    title character varying(120) NOT NULL,
    list_type character varying(12) NOT NULL,
    legal_basis character varying(300) NOT NULL,
    words character varying(40)[] NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    is_sample boolean NOT NULL,
    category_id character varying(60),
    lead_id uuid NOT NULL,
    area_id character varying(14) NOT NULL,
    is_lead_alone boolean NOT NULL,
    published_by_id uuid,
    CONSTRAINT catalogue_responsibilityitem_number_check CHECK ((number >= 0)),
    CONSTRAINT item_ends_after_it_begins CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
);


CREATE TABLE public.catalogue_serviceitem (
    id uuid NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    words character varying(40)[] NOT NULL,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    category_id character varying(60),
    organisation_id uuid NOT NULL
);


CREATE TABLE public.catalogue_unclearitem (
    id uuid NOT NULL,
    about_case uuid,
    raised_at timestamp with time zone NOT NULL,
    bounces smallint NOT NULL,
    settled_at timestamp with time zone,
    area_id character varying(14) NOT NULL,
    category_id character varying(60),
    arbiter_id uuid,
    co_ids uuid[] NOT NULL,
    due_at timestamp with time zone,
    due_lines character varying(200)[] NOT NULL,
    evidence character varying(2000) NOT NULL,
    lead_id uuid,
    raised_by_id uuid,
    raised_for_id uuid,
    reason character varying(1000) NOT NULL,
    title character varying(120) NOT NULL,
    CONSTRAINT arbiter_is_not_who_raised_it CHECK (((lead_id IS NULL) OR (raised_by_id IS NULL) OR (NOT ((raised_by_id = arbiter_id) AND (raised_by_id IS NOT NULL) AND (arbiter_id IS NOT NULL))))),
    CONSTRAINT catalogue_unclearitem_bounces_check CHECK ((bounces >= 0)),
    CONSTRAINT item_raised_by_hand_has_its_evidence CHECK (((about_case IS NOT NULL) OR ((raised_by_id IS NOT NULL) AND (NOT ((evidence)::text = ''::text))))),
    CONSTRAINT settled_item_needs_who_when_lead_and_reason CHECK ((((lead_id IS NULL) AND ((reason)::text = ''::text) AND (settled_at IS NULL)) OR ((arbiter_id IS NOT NULL) AND (lead_id IS NOT NULL) AND (settled_at IS NOT NULL) AND (NOT ((reason)::text = ''::text)))))
);


CREATE TABLE public.dispatch_actdone (
    id bigint NOT NULL,
    done_at timestamp with time zone NOT NULL,
    helper_id uuid NOT NULL,
    act_id uuid NOT NULL
);


ALTER TABLE public.dispatch_actdone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dispatch_actdone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.dispatch_checkin (
    id uuid NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    community_id uuid NOT NULL,
    unit_id uuid NOT NULL,
    CONSTRAINT check_in_ends_after_it_begins CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT check_in_is_between_two CHECK ((NOT (unit_id = community_id)))
);


CREATE TABLE public.dispatch_claim (
    id bigint NOT NULL,
    place smallint NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    by_offer boolean NOT NULL,
    ended_at timestamp with time zone,
    "end" character varying(12) NOT NULL,
    helper_id uuid NOT NULL,
    task_id uuid NOT NULL,
    noted_by_id uuid,
    words character varying(200) NOT NULL,
    CONSTRAINT claim_by_phone_is_noted_by_another_in_his_words CHECK ((((noted_by_id IS NULL) AND ((words)::text = ''::text)) OR ((noted_by_id IS NOT NULL) AND (NOT ((words)::text = ''::text)) AND (NOT ((noted_by_id = helper_id) AND (noted_by_id IS NOT NULL)))))),
    CONSTRAINT claim_ended_says_how CHECK ((((("end")::text = ''::text) AND (ended_at IS NULL)) OR ((ended_at IS NOT NULL) AND (NOT (("end")::text = ''::text))))),
    CONSTRAINT dispatch_claim_place_check CHECK ((place >= 0))
);


ALTER TABLE public.dispatch_claim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dispatch_claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.dispatch_confirmationnotice (
    id uuid NOT NULL,
    "to" character varying(8) NOT NULL,
    hours smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    organisation_id uuid,
    task_id uuid NOT NULL,
    CONSTRAINT confirmation_notice_to_an_office_names_it CHECK (((("to")::text = ANY ((ARRAY['lead'::character varying, 'head'::character varying])::text[])) OR ((organisation_id IS NOT NULL) AND (("to")::text = 'office'::text))))
);


CREATE TABLE public.dispatch_demonstrationbase (
    code character varying(60) NOT NULL,
    industries character varying(40)[] NOT NULL,
    is_sample boolean NOT NULL,
    CONSTRAINT base_has_an_industry CHECK ((
CASE
    WHEN (industries IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(industries, 1), 0)
END >= 1))
);


CREATE TABLE public.dispatch_guidance (
    id uuid NOT NULL,
    arrived_at timestamp with time zone NOT NULL,
    began_at timestamp with time zone,
    ended_at timestamp with time zone,
    left_at timestamp with time zone,
    hall_id uuid NOT NULL,
    shift_id uuid,
    CONSTRAINT guidance_ends_after_it_begins CHECK (((ended_at IS NULL) OR (ended_at >= began_at))),
    CONSTRAINT guidance_has_a_guide_when_it_begins CHECK ((((began_at IS NULL) AND (ended_at IS NULL) AND (shift_id IS NULL)) OR ((began_at >= arrived_at) AND (left_at IS NULL) AND (shift_id IS NOT NULL))))
);


CREATE TABLE public.dispatch_hallshift (
    id uuid NOT NULL,
    armband smallint NOT NULL,
    begins_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    given_back_at timestamp with time zone,
    guide_id uuid NOT NULL,
    hall_id uuid NOT NULL,
    CONSTRAINT armband_is_one_to_ninety_nine CHECK (((armband >= 1) AND (armband <= 99))),
    CONSTRAINT dispatch_hallshift_armband_check CHECK ((armband >= 0)),
    CONSTRAINT hall_shift_ends_after_it_begins CHECK ((ends_at > begins_at))
);


CREATE TABLE public.dispatch_helpconfirmation (
    id bigint NOT NULL,
    answer character varying(4) NOT NULL,
    minutes smallint,
    how character varying(12) NOT NULL,
    words character varying(400) NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    helper_id uuid NOT NULL,
    noted_by_id uuid NOT NULL,
    task_id uuid NOT NULL,
    CONSTRAINT confirmation_has_minutes_or_words CHECK (((((answer)::text = 'yes'::text) AND ((minutes >= 1) AND (minutes <= 720))) OR (((answer)::text = 'no'::text) AND (minutes IS NULL) AND (NOT ((words)::text = ''::text))))),
    CONSTRAINT confirmation_says_how CHECK (((how)::text = ANY ((ARRAY['paper'::character varying, 'phone'::character varying, 'visit'::character varying, 'organisation'::character varying])::text[]))),
    CONSTRAINT dispatch_helpconfirmation_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT helper_never_confirms_himself CHECK ((NOT (noted_by_id = helper_id)))
);


ALTER TABLE public.dispatch_helpconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dispatch_helpconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.dispatch_helper (
    account_id uuid NOT NULL,
    free_slots smallint[] NOT NULL,
    most_tasks smallint NOT NULL,
    takes_offers boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    area_id character varying(14) NOT NULL,
    CONSTRAINT dispatch_helper_most_tasks_check CHECK ((most_tasks >= 0)),
    CONSTRAINT helper_takes_one_to_twenty_tasks CHECK (((most_tasks >= 1) AND (most_tasks <= 20)))
);


CREATE TABLE public.dispatch_helperskill (
    id bigint NOT NULL,
    declared_at timestamp with time zone NOT NULL,
    proof character varying(120) NOT NULL,
    proven_on date,
    valid_to date,
    helper_id uuid NOT NULL,
    proven_by_id uuid,
    skill_id character varying(40) NOT NULL,
    CONSTRAINT licence_is_seen_by_another_and_ends CHECK (((((proof)::text = ''::text) AND (proven_by_id IS NULL) AND (proven_on IS NULL) AND (valid_to IS NULL)) OR ((proven_by_id IS NOT NULL) AND (proven_on IS NOT NULL) AND (valid_to >= proven_on) AND (NOT ((proof)::text = ''::text)) AND (NOT ((proven_by_id = helper_id) AND (proven_by_id IS NOT NULL))))))
);


ALTER TABLE public.dispatch_helperskill ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dispatch_helperskill_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.dispatch_helptask (
    id uuid NOT NULL,
    kind character varying(16) NOT NULL,
    title character varying(120) NOT NULL,
    note character varying(400) NOT NULL,
    place character varying(200) NOT NULL,
    window_start timestamp with time zone,
    window_end timestamp with time zone,
    people_needed smallint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    opened_by uuid,
    ended_at timestamp with time zone,
    "end" character varying(16) NOT NULL,
    outcome character varying(16) NOT NULL,
    words character varying(1000) NOT NULL,
    minutes smallint,
    area_id character varying(14) NOT NULL,
    case_id uuid,
    case_task_id uuid,
    found_case_id uuid,
    person_id uuid,
    skill_id character varying(40),
    served_id uuid,
    hazards character varying(200) NOT NULL,
    done_on date,
    CONSTRAINT dispatch_helptask_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT dispatch_helptask_people_needed_check CHECK ((people_needed >= 0)),
    CONSTRAINT help_done_says_on_which_day CHECK (((NOT (("end")::text = 'done'::text)) OR (done_on IS NOT NULL))),
    CONSTRAINT help_serves_one_side CHECK (((served_id IS NULL) OR ((case_id IS NULL) AND (person_id IS NULL)))),
    CONSTRAINT help_task_ended_says_how CHECK ((((("end")::text = ''::text) AND (ended_at IS NULL) AND ((outcome)::text = ''::text)) OR ((ended_at IS NOT NULL) AND (NOT (("end")::text = ''::text))))),
    CONSTRAINT help_task_kind_is_of_the_list CHECK (((kind)::text = ANY ((ARRAY['help'::character varying, 'company'::character varying, 'shopping'::character varying, 'home_service'::character varying])::text[]))),
    CONSTRAINT help_window_ends_after_it_begins CHECK ((((window_end IS NULL) AND (window_start IS NULL)) OR (window_end > window_start))),
    CONSTRAINT shared_task_is_done_by_two_at_most CHECK (((case_id IS NULL) OR (people_needed <= 2))),
    CONSTRAINT shared_task_names_its_case CHECK ((((case_id IS NULL) AND (case_task_id IS NULL)) OR ((case_id IS NOT NULL) AND (case_task_id IS NOT NULL)))),
    CONSTRAINT task_needs_one_to_nine_people CHECK (((people_needed >= 1) AND (people_needed <= 9)))
);


CREATE TABLE public.dispatch_offer (
    id bigint NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    reasons character varying(60)[] NOT NULL,
    ended_at timestamp with time zone,
    helper_id uuid NOT NULL,
    replaces_id bigint,
    task_id uuid NOT NULL
);


ALTER TABLE public.dispatch_offer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dispatch_offer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.dispatch_pairing (
    id uuid NOT NULL,
    household_agreed_at timestamp with time zone NOT NULL,
    channel character varying(10) NOT NULL,
    words character varying(400) NOT NULL,
    helper_agreed_at timestamp with time zone,
    ended_at timestamp with time zone,
    helper_id uuid NOT NULL,
    household_id uuid NOT NULL,
    noted_by_id uuid NOT NULL,
    person_id uuid NOT NULL,
    CONSTRAINT pairing_ends_after_it_begins CHECK (((ended_at IS NULL) OR (ended_at >= household_agreed_at))),
    CONSTRAINT pairing_household_says_yes_first CHECK (((helper_agreed_at IS NULL) OR (helper_agreed_at >= household_agreed_at))),
    CONSTRAINT pairing_is_noted_by_another CHECK ((NOT (noted_by_id = helper_id))),
    CONSTRAINT pairing_says_how_it_was_agreed CHECK (((channel)::text = ANY ((ARRAY['phone'::character varying, 'visit'::character varying, 'paper'::character varying])::text[])))
);


CREATE TABLE public.dispatch_phonedword (
    id uuid NOT NULL,
    act character varying(30) NOT NULL,
    about uuid NOT NULL,
    words character varying(200) NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    helper_id uuid NOT NULL,
    noted_by_id uuid NOT NULL,
    CONSTRAINT phoned_word_has_words CHECK ((NOT ((words)::text = ''::text))),
    CONSTRAINT phoned_word_is_noted_by_another CHECK ((NOT (noted_by_id = helper_id)))
);


CREATE TABLE public.dispatch_postholding (
    id uuid NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    person_id uuid NOT NULL,
    post_id uuid NOT NULL,
    CONSTRAINT post_holding_ends_after_it_begins CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
);


CREATE TABLE public.dispatch_postmatch (
    id uuid NOT NULL,
    reasons character varying(200)[] NOT NULL,
    helper_agreed_at timestamp with time zone,
    keeper_agreed_at timestamp with time zone,
    ended_at timestamp with time zone,
    helper_id uuid NOT NULL,
    holding_id uuid,
    keeper_id uuid,
    post_id uuid NOT NULL,
    CONSTRAINT post_is_held_when_both_say_yes CHECK (((holding_id IS NULL) OR ((helper_agreed_at IS NOT NULL) AND (keeper_agreed_at IS NOT NULL)))),
    CONSTRAINT post_match_keeper_is_another CHECK ((((keeper_id IS NULL) AND (keeper_agreed_at IS NULL)) OR ((keeper_id IS NOT NULL) AND (keeper_agreed_at IS NOT NULL) AND (NOT ((keeper_id = helper_id) AND (keeper_id IS NOT NULL)))))),
    CONSTRAINT post_match_says_why CHECK ((
CASE
    WHEN (reasons IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(reasons, 1), 0)
END >= 1))
);


CREATE TABLE public.dispatch_proxyshopping (
    id uuid NOT NULL,
    given_fen integer NOT NULL,
    given_at timestamp with time zone NOT NULL,
    spent_fen integer,
    returned_fen integer,
    helper_signed_at timestamp with time zone,
    person_signed_at timestamp with time zone,
    how_signed character varying(10) NOT NULL,
    disputed_at timestamp with time zone,
    dispute character varying(400) NOT NULL,
    helper_id uuid NOT NULL,
    noted_by_id uuid,
    task_id uuid NOT NULL,
    CONSTRAINT dispatch_proxyshopping_given_fen_check CHECK ((given_fen >= 0)),
    CONSTRAINT dispatch_proxyshopping_returned_fen_check CHECK ((returned_fen >= 0)),
    CONSTRAINT dispatch_proxyshopping_spent_fen_check CHECK ((spent_fen >= 0)),
    CONSTRAINT shopping_begins_with_money CHECK ((given_fen >= 1)),
    CONSTRAINT shopping_is_signed_by_both_and_noted_by_another CHECK (((((how_signed)::text = ''::text) AND (noted_by_id IS NULL) AND (person_signed_at IS NULL)) OR ((helper_signed_at IS NOT NULL) AND (noted_by_id IS NOT NULL) AND (person_signed_at IS NOT NULL) AND (disputed_at IS NULL) AND ((how_signed)::text = ANY ((ARRAY['paper'::character varying, 'phone'::character varying, 'visit'::character varying])::text[])) AND (NOT ((noted_by_id = helper_id) AND (noted_by_id IS NOT NULL)))))),
    CONSTRAINT shopping_sums_come_out CHECK ((((helper_signed_at IS NULL) AND (returned_fen IS NULL) AND (spent_fen IS NULL)) OR ((given_fen = (spent_fen + returned_fen)) AND (helper_signed_at IS NOT NULL))))
);


CREATE TABLE public.dispatch_pushrule (
    area_id character varying(14) NOT NULL,
    after_hours smallint NOT NULL,
    offer_to smallint NOT NULL,
    offer_hours smallint NOT NULL,
    claim_hours smallint NOT NULL,
    most_cash_fen integer NOT NULL,
    required_per_year smallint NOT NULL,
    confirm_days smallint NOT NULL,
    offline_hours smallint NOT NULL,
    at_the_door character varying(120) NOT NULL,
    not_waited_for character varying(120) NOT NULL,
    insurance character varying(120) NOT NULL,
    most_per_day smallint NOT NULL,
    rest_minutes smallint NOT NULL,
    CONSTRAINT claim_outlasts_a_phone_without_network CHECK ((claim_hours > offline_hours)),
    CONSTRAINT dispatch_pushrule_after_hours_check CHECK ((after_hours >= 0)),
    CONSTRAINT dispatch_pushrule_claim_hours_check CHECK ((claim_hours >= 0)),
    CONSTRAINT dispatch_pushrule_confirm_days_check CHECK ((confirm_days >= 0)),
    CONSTRAINT dispatch_pushrule_most_cash_fen_check CHECK ((most_cash_fen >= 0)),
    CONSTRAINT dispatch_pushrule_most_per_day_check CHECK ((most_per_day >= 0)),
    CONSTRAINT dispatch_pushrule_offer_hours_check CHECK ((offer_hours >= 0)),
    CONSTRAINT dispatch_pushrule_offer_to_check CHECK ((offer_to >= 0)),
    CONSTRAINT dispatch_pushrule_offline_hours_check CHECK ((offline_hours >= 0)),
    CONSTRAINT dispatch_pushrule_required_per_year_check CHECK ((required_per_year >= 0)),
    CONSTRAINT dispatch_pushrule_rest_minutes_check CHECK ((rest_minutes >= 0)),
    CONSTRAINT helper_may_make_a_visit_a_day CHECK ((most_per_day >= 1)),
    CONSTRAINT not_waiting_has_a_reason CHECK (((NOT ((at_the_door)::text = ''::text)) AND (NOT ((not_waited_for)::text = ''::text))))
);


CREATE TABLE public.dispatch_recurringtask (
    id bigint NOT NULL,
    planned_on date NOT NULL,
    task_id uuid NOT NULL,
    visit_id uuid NOT NULL
);


ALTER TABLE public.dispatch_recurringtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dispatch_recurringtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.dispatch_recurringvisit (
    id uuid NOT NULL,
    title character varying(120) NOT NULL,
    every character varying(5) NOT NULL,
    "interval" smallint NOT NULL,
    starts_on date NOT NULL,
    start time without time zone NOT NULL,
    minutes smallint NOT NULL,
    paused_from date,
    paused_to date,
    ended_on date,
    person_id uuid NOT NULL,
    set_by_id uuid NOT NULL,
    skill_id character varying(40),
    CONSTRAINT dispatch_recurringvisit_interval_check CHECK (("interval" >= 0)),
    CONSTRAINT dispatch_recurringvisit_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT recurring_every_is_of_the_list CHECK (((every)::text = ANY ((ARRAY['week'::character varying, 'month'::character varying])::text[]))),
    CONSTRAINT recurring_interval_is_one_to_twelve CHECK ((("interval" >= 1) AND ("interval" <= 12))),
    CONSTRAINT recurring_pause_ends_after_it_begins CHECK (((paused_to IS NULL) OR ((paused_from IS NOT NULL) AND (paused_to >= paused_from)))),
    CONSTRAINT recurring_visit_has_a_length CHECK (((minutes >= 10) AND (minutes <= 480)))
);


CREATE TABLE public.dispatch_requiredact (
    id uuid NOT NULL,
    year smallint NOT NULL,
    title character varying(120) NOT NULL,
    set_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    CONSTRAINT dispatch_requiredact_year_check CHECK ((year >= 0)),
    CONSTRAINT required_act_says_what CHECK ((NOT ((title)::text = ''::text)))
);


CREATE TABLE public.dispatch_responsibilityzone (
    id uuid NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(60) NOT NULL,
    spelling character varying(200) NOT NULL,
    initials character varying(60) NOT NULL,
    drawn_on date NOT NULL,
    ended_on date,
    is_sample boolean NOT NULL,
    organisation_id uuid NOT NULL,
    CONSTRAINT zone_ends_after_it_is_drawn CHECK (((ended_on IS NULL) OR (ended_on >= drawn_on))),
    CONSTRAINT zone_has_a_name CHECK ((NOT ((name)::text = ''::text)))
);


CREATE TABLE public.dispatch_servicepost (
    id uuid NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(60) NOT NULL,
    spelling character varying(200) NOT NULL,
    initials character varying(60) NOT NULL,
    duty character varying(200) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    CONSTRAINT post_ends_after_it_begins CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT post_has_a_name_and_a_duty CHECK (((NOT ((duty)::text = ''::text)) AND (NOT ((name)::text = ''::text))))
);


CREATE TABLE public.dispatch_signin (
    id bigint NOT NULL,
    person_id uuid NOT NULL,
    sheet_id uuid NOT NULL
);


ALTER TABLE public.dispatch_signin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dispatch_signin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.dispatch_signinsheet (
    id uuid NOT NULL,
    what character varying(120) NOT NULL,
    "on" date NOT NULL,
    keyed_at timestamp with time zone NOT NULL,
    keyed_by_id uuid NOT NULL,
    post_id uuid,
    team_id uuid,
    CONSTRAINT sheet_is_of_a_post_or_a_team CHECK ((((post_id IS NULL) AND (team_id IS NOT NULL)) OR ((post_id IS NOT NULL) AND (team_id IS NULL)))),
    CONSTRAINT sheet_says_what_it_was CHECK ((NOT ((what)::text = ''::text)))
);


CREATE TABLE public.dispatch_skill (
    code character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    needs_licence boolean NOT NULL,
    words character varying(40)[] NOT NULL,
    hazards character varying(200) NOT NULL
);


CREATE TABLE public.dispatch_studyoffer (
    id uuid NOT NULL,
    place character varying(200) NOT NULL,
    "on" date NOT NULL,
    hours character varying(60) NOT NULL,
    answer_by date NOT NULL,
    places smallint NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    cancelled_at timestamp with time zone,
    reason character varying(200) NOT NULL,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    base_id character varying(60),
    organisation_id uuid,
    post_id uuid,
    skill_id character varying(40) NOT NULL,
    CONSTRAINT dispatch_studyoffer_places_check CHECK ((places >= 0)),
    CONSTRAINT study_has_places CHECK (((places >= 1) AND (places <= 200))),
    CONSTRAINT study_is_answered_before_it_is_held CHECK ((answer_by <= "on")),
    CONSTRAINT study_is_taken_back_with_a_reason CHECK ((((cancelled_at IS NULL) AND ((reason)::text = ''::text)) OR ((cancelled_at IS NOT NULL) AND (NOT ((reason)::text = ''::text))))),
    CONSTRAINT study_is_taught_by_one CHECK ((((base_id IS NULL) AND (organisation_id IS NULL) AND (post_id IS NOT NULL)) OR ((base_id IS NOT NULL) AND (organisation_id IS NULL) AND (post_id IS NULL)) OR ((base_id IS NULL) AND (organisation_id IS NOT NULL) AND (post_id IS NULL)))),
    CONSTRAINT study_says_where_and_when CHECK (((NOT ((place)::text = ''::text)) AND (NOT ((hours)::text = ''::text))))
);


CREATE TABLE public.dispatch_studyplace (
    id bigint NOT NULL,
    place smallint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    words character varying(200) NOT NULL,
    came_at timestamp with time zone,
    told_at timestamp with time zone,
    came_by_id uuid,
    learner_id uuid NOT NULL,
    noted_by_id uuid,
    offer_id uuid NOT NULL,
    CONSTRAINT another_notes_who_was_there CHECK ((((came_at IS NULL) AND (came_by_id IS NULL)) OR ((came_at IS NOT NULL) AND (came_by_id IS NOT NULL) AND (NOT ((came_by_id = learner_id) AND (came_by_id IS NOT NULL)))))),
    CONSTRAINT dispatch_studyplace_place_check CHECK ((place >= 0)),
    CONSTRAINT phoned_place_says_who_noted_what CHECK ((((noted_by_id IS NULL) AND ((words)::text = ''::text)) OR ((NOT ((words)::text = ''::text)) AND (noted_by_id IS NOT NULL) AND (NOT ((noted_by_id = learner_id) AND (noted_by_id IS NOT NULL))))))
);


ALTER TABLE public.dispatch_studyplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dispatch_studyplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.dispatch_triedfile (
    id uuid NOT NULL,
    tried_at timestamp with time zone NOT NULL,
    sealed bytea NOT NULL,
    by_id uuid NOT NULL
);


CREATE TABLE public.dispatch_visitcalendar (
    account_id uuid NOT NULL,
    digest bytea NOT NULL,
    made_at timestamp with time zone NOT NULL
);


CREATE TABLE public.dispatch_visitphoto (
    record_id uuid NOT NULL,
    sealed bytea NOT NULL,
    kept_at timestamp with time zone NOT NULL
);


CREATE TABLE public.dispatch_visitrecord (
    id uuid NOT NULL,
    visit uuid NOT NULL,
    digest bytea NOT NULL,
    form character varying(24) NOT NULL,
    answers jsonb NOT NULL,
    result character varying(16) NOT NULL,
    done_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    is_late boolean NOT NULL,
    ends_visit boolean NOT NULL,
    standing character varying(12) NOT NULL,
    reason character varying(400) NOT NULL,
    settled_at timestamp with time zone,
    settled_words character varying(400) NOT NULL,
    area_id character varying(14) NOT NULL,
    by_id uuid NOT NULL,
    case_id uuid,
    entered_by_id uuid NOT NULL,
    found_case_id uuid,
    settled_by_id uuid,
    said character varying(200) NOT NULL,
    CONSTRAINT noted_record_was_settled CHECK (((NOT ((standing)::text = 'noted'::text)) OR (settled_at IS NOT NULL))),
    CONSTRAINT record_keyed_for_another_has_his_words CHECK (((entered_by_id = by_id) OR (NOT ((said)::text = ''::text)))),
    CONSTRAINT settling_needs_another_person_and_words CHECK (((settled_at IS NULL) OR ((settled_by_id IS NOT NULL) AND (NOT ((settled_words)::text = ''::text)) AND (NOT ((settled_by_id = by_id) AND (settled_by_id IS NOT NULL)))))),
    CONSTRAINT visit_is_done_before_it_is_received CHECK ((done_at <= received_at)),
    CONSTRAINT visit_record_result_is_one_of_the_list CHECK (((result)::text = ANY ((ARRAY['done'::character varying, 'nothing_needed'::character varying, 'need_found'::character varying, 'nobody_home'::character varying, 'not_done'::character varying])::text[]))),
    CONSTRAINT visit_record_standing_is_one_of_the_list CHECK (((standing)::text = ANY ((ARRAY['counted'::character varying, 'void'::character varying, 'to_settle'::character varying, 'noted'::character varying])::text[])))
);


CREATE TABLE public.dispatch_zonearea (
    id bigint NOT NULL,
    area_id character varying(14) NOT NULL,
    zone_id uuid NOT NULL
);


ALTER TABLE public.dispatch_zonearea ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dispatch_zonearea_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.foundation_account (
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    id uuid NOT NULL,
    login character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    is_active boolean NOT NULL,
    has_temporary_password boolean NOT NULL,
    factor_sealed bytea,
    factor_step bigint NOT NULL,
    factor_wrong smallint NOT NULL,
    factor_wrong_at timestamp with time zone,
    recovery_hashes character varying(64)[] NOT NULL,
    word_wrong smallint NOT NULL,
    word_wrong_at timestamp with time zone,
    factor_drift smallint NOT NULL,
    CONSTRAINT account_drift_is_small CHECK (((factor_drift >= '-10'::integer) AND (factor_drift <= 10))),
    CONSTRAINT foundation_account_factor_wrong_check CHECK ((factor_wrong >= 0)),
    CONSTRAINT foundation_account_word_wrong_check CHECK ((word_wrong >= 0))
);


CREATE TABLE public.foundation_answer (
    client_id uuid NOT NULL,
    account uuid,
    digest bytea NOT NULL,
    status smallint NOT NULL,
    location text NOT NULL,
    at timestamp with time zone NOT NULL,
    body text NOT NULL,
    CONSTRAINT foundation_answer_status_check CHECK ((status >= 0))
);


CREATE TABLE public.foundation_calendarday (
    "on" date NOT NULL,
    is_workday boolean NOT NULL,
    reason character varying(120) NOT NULL,
    set_by uuid,
    set_at timestamp with time zone NOT NULL
);


CREATE TABLE public.foundation_calendaryear (
    year smallint NOT NULL,
    reason character varying(120) NOT NULL,
    rest jsonb NOT NULL,
    work jsonb NOT NULL,
    set_by uuid,
    set_at timestamp with time zone NOT NULL,
    CONSTRAINT foundation_calendaryear_year_check CHECK ((year >= 0))
);


CREATE TABLE public.foundation_client (
    id uuid NOT NULL,
    code character varying(30) NOT NULL,
    areas character varying(14)[] NOT NULL,
    scopes character varying(60)[] NOT NULL,
    speaks_for uuid,
    per_minute smallint NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by uuid NOT NULL,
    ended_at timestamp with time zone,
    account_id uuid NOT NULL,
    CONSTRAINT client_has_areas_and_scopes CHECK (((NOT (areas = '{}'::character varying(14)[])) AND (NOT (scopes = '{}'::character varying(60)[])))),
    CONSTRAINT client_may_ask_at_least_once_a_minute CHECK ((per_minute >= 1)),
    CONSTRAINT foundation_client_per_minute_check CHECK ((per_minute >= 0))
);


CREATE TABLE public.foundation_clientminute (
    id bigint NOT NULL,
    minute timestamp with time zone NOT NULL,
    asked integer NOT NULL,
    client_id uuid NOT NULL,
    CONSTRAINT foundation_clientminute_asked_check CHECK ((asked >= 0))
);


ALTER TABLE public.foundation_clientminute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.foundation_clientminute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.foundation_division (
    code character varying(14) NOT NULL,
    name character varying(80) NOT NULL,
    level character varying(12) NOT NULL,
    spelling character varying(200) NOT NULL,
    parent_id character varying(14),
    CONSTRAINT division_code_begins_as_parent CHECK (((parent_id IS NULL) OR ((code)::text ~~ (replace(replace(replace((parent_id)::text, '\'::text, '\\'::text), '%'::text, '\%'::text), '_'::text, '\_'::text) || '%'::text)))),
    CONSTRAINT division_code_is_digits CHECK (((code)::text ~ '^[0-9]{2,14}$'::text))
);


CREATE TABLE public.foundation_edition (
    name text NOT NULL,
    number bigint NOT NULL
);


CREATE SEQUENCE public.foundation_edition_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


CREATE TABLE public.foundation_fact (
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    kind text NOT NULL,
    about uuid NOT NULL,
    area text NOT NULL,
    by uuid,
    body jsonb NOT NULL
)
PARTITION BY RANGE (at);


CREATE TABLE public.foundation_fact_2026_10 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2026_11 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2026_12 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2027_01 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2027_02 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2027_03 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2027_04 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2027_05 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2027_06 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2027_07 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2027_08 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2027_09 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2027_10 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2027_11 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE TABLE public.foundation_fact_2027_12 (
    seq bigint CONSTRAINT foundation_fact_seq_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT foundation_fact_at_not_null NOT NULL,
    kind text CONSTRAINT foundation_fact_kind_not_null NOT NULL,
    about uuid CONSTRAINT foundation_fact_about_not_null NOT NULL,
    area text CONSTRAINT foundation_fact_area_not_null NOT NULL,
    by uuid,
    body jsonb CONSTRAINT foundation_fact_body_not_null NOT NULL
);


CREATE SEQUENCE public.foundation_fact_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


CREATE TABLE public.foundation_grant (
    id bigint NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    account_id uuid NOT NULL,
    area_id character varying(14) NOT NULL,
    role_id character varying(40) NOT NULL,
    ended_at timestamp with time zone,
    CONSTRAINT grant_ended_at_once_has_a_last_day CHECK (((ended_at IS NULL) OR (valid_to IS NOT NULL))),
    CONSTRAINT grant_ends_after_it_begins CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
);


ALTER TABLE public.foundation_grant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.foundation_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.foundation_keychallenge (
    digest bytea NOT NULL,
    purpose character varying(8) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    account_id uuid NOT NULL
);


CREATE TABLE public.foundation_logreader (
    name character varying(80) NOT NULL,
    read_to bigint NOT NULL,
    ahead bigint,
    tellers character varying(40)[] NOT NULL
);


CREATE TABLE public.foundation_opensession (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL,
    handle uuid,
    began_at timestamp with time zone,
    seen_at timestamp with time zone,
    address character varying(45) NOT NULL,
    browser character varying(200) NOT NULL,
    account_id uuid
);


CREATE TABLE public.foundation_outgoingfact (
    id uuid NOT NULL,
    seq bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    about uuid NOT NULL,
    state character varying(8) NOT NULL,
    attempts smallint NOT NULL,
    next_at timestamp with time zone NOT NULL,
    reason character varying(200) NOT NULL,
    subscription_id uuid NOT NULL,
    CONSTRAINT foundation_outgoingfact_attempts_check CHECK ((attempts >= 0))
);


CREATE TABLE public.foundation_reading (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    by uuid NOT NULL,
    about uuid NOT NULL,
    purpose character varying(60) NOT NULL,
    items character varying(40)[] NOT NULL,
    area character varying(14) NOT NULL
);


ALTER TABLE public.foundation_reading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.foundation_reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.foundation_role (
    code character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    name_en character varying(60) NOT NULL,
    permissions character varying(60)[] NOT NULL
);


CREATE TABLE public.foundation_seal (
    number bigint NOT NULL,
    first_seq bigint NOT NULL,
    last_seq bigint NOT NULL,
    count bigint NOT NULL,
    previous bytea NOT NULL,
    digest bytea NOT NULL,
    sealed_at timestamp with time zone NOT NULL
);


CREATE TABLE public.foundation_securitykey (
    id uuid NOT NULL,
    name character varying(40) NOT NULL,
    credential_id bytea NOT NULL,
    public_key bytea NOT NULL,
    sign_count bigint NOT NULL,
    transports character varying(20)[] NOT NULL,
    added_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    suspected_at timestamp with time zone,
    account_id uuid NOT NULL,
    CONSTRAINT foundation_securitykey_sign_count_check CHECK ((sign_count >= 0)),
    CONSTRAINT security_key_has_a_name CHECK ((NOT ((name)::text = ''::text)))
);


CREATE TABLE public.foundation_subscription (
    id uuid NOT NULL,
    url character varying(300) NOT NULL,
    secret_sealed bytea NOT NULL,
    added_at timestamp with time zone NOT NULL,
    added_by uuid NOT NULL,
    ended_at timestamp with time zone,
    client_id uuid NOT NULL
);


CREATE TABLE public.foundation_token (
    id uuid NOT NULL,
    start character varying(8) NOT NULL,
    digest bytea NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by uuid NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    revoked_by uuid,
    last_used_at timestamp with time zone,
    client_id uuid NOT NULL,
    CONSTRAINT token_ends_after_it_is_made CHECK ((expires_at > made_at)),
    CONSTRAINT token_is_revoked_by_somebody CHECK ((((revoked_at IS NULL) AND (revoked_by IS NULL)) OR ((revoked_at IS NOT NULL) AND (revoked_by IS NOT NULL))))
);


CREATE TABLE public.indicators_figure (
    id bigint NOT NULL,
    measure character varying(40) NOT NULL,
    month date NOT NULL,
    formula_version smallint NOT NULL,
    value bigint,
    at_least boolean NOT NULL,
    unit character varying(16) NOT NULL,
    numerator bigint,
    denominator bigint,
    group_size integer NOT NULL,
    facts_through bigint NOT NULL,
    is_settled boolean NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    area_id character varying(14) NOT NULL,
    CONSTRAINT figure_month_is_its_first_day CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT figure_share_is_part_of_its_whole CHECK ((((denominator IS NULL) AND (numerator IS NULL)) OR ((denominator > 0) AND (numerator >= 0) AND (numerator <= denominator)))),
    CONSTRAINT figure_with_a_value_has_a_unit CHECK (((value IS NULL) OR (NOT ((unit)::text = ''::text)))),
    CONSTRAINT indicators_figure_formula_version_check CHECK ((formula_version >= 0)),
    CONSTRAINT indicators_figure_group_size_check CHECK ((group_size >= 0))
);


ALTER TABLE public.indicators_figure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_figure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.indicators_yeargoal (
    id bigint NOT NULL,
    measure character varying(40) NOT NULL,
    year smallint NOT NULL,
    at_least integer NOT NULL,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    CONSTRAINT goal_is_above_zero CHECK ((at_least > 0)),
    CONSTRAINT indicators_yeargoal_at_least_check CHECK ((at_least >= 0)),
    CONSTRAINT indicators_yeargoal_year_check CHECK ((year >= 0))
);


ALTER TABLE public.indicators_yeargoal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.indicators_yeargoal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);


CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;


CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;


CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);


CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;


CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.registry_consent (
    id bigint NOT NULL,
    answer character varying(10) NOT NULL,
    words character varying(400) NOT NULL,
    channel character varying(10) NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    valid_to date,
    superseded_at timestamp with time zone,
    person_id uuid NOT NULL,
    proxy_id bigint,
    purpose_id character varying(40) NOT NULL,
    CONSTRAINT consent_has_the_words_of_the_person CHECK ((NOT ((words)::text = ''::text)))
);


ALTER TABLE public.registry_consent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_consent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.registry_datarequest (
    id uuid NOT NULL,
    kind character varying(12) NOT NULL,
    words character varying(400) NOT NULL,
    channel character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    recorded_by uuid NOT NULL,
    due_at timestamp with time zone NOT NULL,
    due_lines jsonb NOT NULL,
    state character varying(8) NOT NULL,
    answered_at timestamp with time zone,
    answered_by uuid,
    reason character varying(400) NOT NULL,
    remedy character varying(400) NOT NULL,
    person_id uuid NOT NULL,
    CONSTRAINT data_request_answered_needs_who_and_when CHECK ((((answered_at IS NULL) AND (answered_by IS NULL) AND ((state)::text = 'open'::text)) OR ((NOT ((state)::text = 'open'::text)) AND (answered_at IS NOT NULL) AND (answered_by IS NOT NULL)))),
    CONSTRAINT data_request_refused_needs_reason_and_remedy CHECK (((NOT ((state)::text = 'refused'::text)) OR ((NOT ((reason)::text = ''::text)) AND (NOT ((remedy)::text = ''::text)))))
);


CREATE TABLE public.registry_derivedlist (
    code character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    rule jsonb NOT NULL,
    expires_on date NOT NULL,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    owner_id uuid NOT NULL,
    purpose_id character varying(40) NOT NULL,
    answer character varying(300) NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    declared_at timestamp with time zone,
    declared_by uuid,
    ended_at timestamp with time zone,
    ended_by uuid,
    state character varying(8) NOT NULL,
    CONSTRAINT derived_list_has_a_rule CHECK ((NOT (rule = '{}'::jsonb))),
    CONSTRAINT derivedlist_decided_needs_who_and_when CHECK ((((decided_at IS NULL) AND (decided_by IS NULL)) OR ((decided_at IS NOT NULL) AND (decided_by IS NOT NULL)))),
    CONSTRAINT derivedlist_declared_needs_who_and_when CHECK ((((declared_at IS NULL) AND (declared_by IS NULL)) OR ((declared_at IS NOT NULL) AND (declared_by IS NOT NULL)))),
    CONSTRAINT derivedlist_ended_needs_who_and_when CHECK (((((state)::text = 'ended'::text) AND (ended_at IS NOT NULL) AND (ended_by IS NOT NULL)) OR ((NOT ((state)::text = 'ended'::text)) AND (ended_at IS NULL) AND (ended_by IS NULL)))),
    CONSTRAINT derivedlist_is_decided_by_another CHECK (((decided_by IS NULL) OR (declared_by IS NULL) OR (NOT ((decided_by = declared_by) AND (decided_by IS NOT NULL) AND (declared_by IS NOT NULL))))),
    CONSTRAINT derivedlist_refused_says_why CHECK (((NOT ((state)::text = 'refused'::text)) OR ((decided_by IS NOT NULL) AND (NOT ((answer)::text = ''::text))))),
    CONSTRAINT derivedlist_waiting_is_undecided CHECK (((NOT ((state)::text = 'waiting'::text)) OR ((decided_by IS NULL) AND (declared_by IS NOT NULL))))
);


CREATE TABLE public.registry_factkind (
    code character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    help character varying(200) NOT NULL,
    shape character varying(8) NOT NULL,
    choices jsonb NOT NULL,
    months smallint NOT NULL,
    is_sample boolean NOT NULL,
    answer character varying(300) NOT NULL,
    decided_at timestamp with time zone,
    decided_by uuid,
    declared_at timestamp with time zone,
    declared_by uuid,
    ended_at timestamp with time zone,
    ended_by uuid,
    organisation_id uuid,
    reason character varying(200) NOT NULL,
    state character varying(8) NOT NULL,
    CONSTRAINT fact_kind_declared_says_whose_and_why CHECK (((declared_by IS NULL) OR ((organisation_id IS NOT NULL) AND (NOT ((reason)::text = ''::text))))),
    CONSTRAINT fact_kind_to_choose_has_choices CHECK (((NOT ((shape)::text = 'choice'::text)) OR (NOT (choices = '[]'::jsonb)))),
    CONSTRAINT factkind_decided_needs_who_and_when CHECK ((((decided_at IS NULL) AND (decided_by IS NULL)) OR ((decided_at IS NOT NULL) AND (decided_by IS NOT NULL)))),
    CONSTRAINT factkind_declared_needs_who_and_when CHECK ((((declared_at IS NULL) AND (declared_by IS NULL)) OR ((declared_at IS NOT NULL) AND (declared_by IS NOT NULL)))),
    CONSTRAINT factkind_ended_needs_who_and_when CHECK (((((state)::text = 'ended'::text) AND (ended_at IS NOT NULL) AND (ended_by IS NOT NULL)) OR ((NOT ((state)::text = 'ended'::text)) AND (ended_at IS NULL) AND (ended_by IS NULL)))),
    CONSTRAINT factkind_is_decided_by_another CHECK (((decided_by IS NULL) OR (declared_by IS NULL) OR (NOT ((decided_by = declared_by) AND (decided_by IS NOT NULL) AND (declared_by IS NOT NULL))))),
    CONSTRAINT factkind_refused_says_why CHECK (((NOT ((state)::text = 'refused'::text)) OR ((decided_by IS NOT NULL) AND (NOT ((answer)::text = ''::text))))),
    CONSTRAINT factkind_waiting_is_undecided CHECK (((NOT ((state)::text = 'waiting'::text)) OR ((decided_by IS NULL) AND (declared_by IS NOT NULL)))),
    CONSTRAINT registry_factkind_months_check CHECK ((months >= 0))
);


CREATE TABLE public.registry_focusline (
    id bigint NOT NULL,
    place smallint NOT NULL,
    name character varying(60) NOT NULL,
    programme_id character varying(60) NOT NULL,
    CONSTRAINT registry_focusline_place_check CHECK ((place >= 0))
);


ALTER TABLE public.registry_focusline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_focusline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.registry_formtemplate (
    code character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    fields jsonb NOT NULL,
    is_sample boolean NOT NULL,
    organisation_id uuid NOT NULL,
    purpose_id character varying(40) NOT NULL,
    answer character varying(300) NOT NULL,
    declared_at timestamp with time zone,
    declared_by uuid,
    decided_at timestamp with time zone,
    decided_by uuid,
    ended_at timestamp with time zone,
    ended_by uuid,
    state character varying(8) NOT NULL,
    CONSTRAINT form_template_has_fields CHECK ((NOT (fields = '[]'::jsonb))),
    CONSTRAINT formtemplate_decided_needs_who_and_when CHECK ((((decided_at IS NULL) AND (decided_by IS NULL)) OR ((decided_at IS NOT NULL) AND (decided_by IS NOT NULL)))),
    CONSTRAINT formtemplate_declared_needs_who_and_when CHECK ((((declared_at IS NULL) AND (declared_by IS NULL)) OR ((declared_at IS NOT NULL) AND (declared_by IS NOT NULL)))),
    CONSTRAINT formtemplate_ended_needs_who_and_when CHECK (((((state)::text = 'ended'::text) AND (ended_at IS NOT NULL) AND (ended_by IS NOT NULL)) OR ((NOT ((state)::text = 'ended'::text)) AND (ended_at IS NULL) AND (ended_by IS NULL)))),
    CONSTRAINT formtemplate_is_decided_by_another CHECK (((decided_by IS NULL) OR (declared_by IS NULL) OR (NOT ((decided_by = declared_by) AND (decided_by IS NOT NULL) AND (declared_by IS NOT NULL))))),
    CONSTRAINT formtemplate_refused_says_why CHECK (((NOT ((state)::text = 'refused'::text)) OR ((decided_by IS NOT NULL) AND (NOT ((answer)::text = ''::text))))),
    CONSTRAINT formtemplate_waiting_is_undecided CHECK (((NOT ((state)::text = 'waiting'::text)) OR ((decided_by IS NULL) AND (declared_by IS NOT NULL))))
);


CREATE TABLE public.registry_household (
    id uuid NOT NULL,
    address character varying(200) NOT NULL,
    area_id character varying(14) NOT NULL,
    residence_id uuid
);


CREATE TABLE public.registry_kinship (
    id bigint NOT NULL,
    relation character varying(12) NOT NULL,
    kin_id uuid NOT NULL,
    person_id uuid NOT NULL,
    CONSTRAINT kinship_is_between_two_people CHECK ((NOT (person_id = kin_id)))
);


ALTER TABLE public.registry_kinship ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_kinship_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.registry_knownfact (
    id bigint NOT NULL,
    sealed bytea NOT NULL,
    told_at timestamp with time zone NOT NULL,
    told_to uuid NOT NULL,
    valid_to date NOT NULL,
    kind_id character varying(40) NOT NULL,
    person_id uuid NOT NULL
);


ALTER TABLE public.registry_knownfact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_knownfact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.registry_membership (
    id bigint NOT NULL,
    role character varying(40) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    organisation_id uuid NOT NULL,
    person_id uuid NOT NULL,
    CONSTRAINT membership_ends_after_it_begins CHECK (((valid_to IS NULL) OR (valid_to >= valid_from)))
);


ALTER TABLE public.registry_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.registry_merge (
    id uuid NOT NULL,
    reason character varying(300) NOT NULL,
    merged_by uuid NOT NULL,
    merged_at timestamp with time zone NOT NULL,
    undone_by uuid,
    undone_at timestamp with time zone,
    undone_reason character varying(300) NOT NULL,
    merged_id uuid NOT NULL,
    survivor_id uuid NOT NULL,
    pair_id uuid,
    CONSTRAINT merge_has_a_reason CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT merge_is_of_two_records CHECK ((NOT (survivor_id = merged_id))),
    CONSTRAINT merge_undone_needs_who_when_why CHECK ((((undone_at IS NULL) AND (undone_by IS NULL) AND ((undone_reason)::text = ''::text)) OR ((undone_at IS NOT NULL) AND (undone_by IS NOT NULL) AND (NOT ((undone_reason)::text = ''::text)))))
);


CREATE TABLE public.registry_organisation (
    id uuid NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    short_name character varying(60) NOT NULL,
    spelling character varying(400) NOT NULL,
    initials character varying(60) NOT NULL,
    kind character varying(20) NOT NULL,
    phone character varying(30) NOT NULL,
    address character varying(200) NOT NULL,
    is_intake boolean NOT NULL,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    parent_id uuid,
    closed_on date,
    credit_code character varying(18),
    CONSTRAINT organisation_is_not_its_own_parent CHECK (((parent_id IS NULL) OR (NOT ((parent_id = id) AND (parent_id IS NOT NULL)))))
);


CREATE TABLE public.registry_partnership (
    id uuid NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL
);


CREATE TABLE public.registry_person (
    id uuid NOT NULL,
    name character varying(60) NOT NULL,
    spelling character varying(200) NOT NULL,
    initials character varying(30) NOT NULL,
    birth_year smallint,
    address character varying(200) NOT NULL,
    phone_sealed bytea,
    phone_index bytea,
    identity_sealed bytea,
    identity_index bytea,
    registered_at timestamp with time zone NOT NULL,
    is_sample boolean NOT NULL,
    account_id uuid,
    area_id character varying(14) NOT NULL,
    household_id uuid,
    answered_by_id uuid,
    language character varying(2) NOT NULL,
    "left" character varying(10) NOT NULL,
    left_on date,
    CONSTRAINT person_birth_year_is_a_year CHECK (((birth_year IS NULL) OR ((birth_year >= 1880) AND (birth_year <= 2200)))),
    CONSTRAINT person_is_answered_by_another CHECK (((answered_by_id IS NULL) OR (NOT ((answered_by_id = id) AND (answered_by_id IS NOT NULL))))),
    CONSTRAINT person_left_says_how_and_when CHECK ((((("left")::text = ''::text) AND (left_on IS NULL)) OR ((NOT (("left")::text = ''::text)) AND (left_on IS NOT NULL)))),
    CONSTRAINT person_phone_is_sealed_and_indexed CHECK ((((phone_index IS NULL) AND (phone_sealed IS NULL)) OR ((phone_index IS NOT NULL) AND (phone_sealed IS NOT NULL)))),
    CONSTRAINT registry_person_birth_year_check CHECK ((birth_year >= 0))
);


CREATE TABLE public.registry_possibleduplicate (
    id uuid NOT NULL,
    centibits integer NOT NULL,
    parts jsonb NOT NULL,
    found_at timestamp with time zone NOT NULL,
    state character varying(10) NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    first_id uuid NOT NULL,
    second_id uuid NOT NULL,
    CONSTRAINT possible_duplicate_in_one_order CHECK ((first_id < second_id)),
    CONSTRAINT possible_duplicate_settled_needs_who_when_why CHECK ((((decided_at IS NULL) AND (decided_by IS NULL) AND ((state)::text = 'waiting'::text)) OR ((NOT ((state)::text = 'waiting'::text)) AND (decided_at IS NOT NULL) AND (decided_by IS NOT NULL) AND (NOT ((reason)::text = ''::text)))))
);


CREATE TABLE public.registry_programme (
    code character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    is_sample boolean NOT NULL
);


CREATE TABLE public.registry_programmelabel (
    id bigint NOT NULL,
    kind character varying(40) NOT NULL,
    about uuid NOT NULL,
    line_id bigint,
    programme_id character varying(60) NOT NULL
);


ALTER TABLE public.registry_programmelabel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_programmelabel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.registry_proxy (
    id bigint NOT NULL,
    scope character varying(12) NOT NULL,
    item character varying(60) NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    channel character varying(10) NOT NULL,
    words character varying(400) NOT NULL,
    recorded_by uuid NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    agent_id uuid NOT NULL,
    principal_id uuid NOT NULL,
    CONSTRAINT proxy_ends_after_it_begins CHECK ((valid_to >= valid_from)),
    CONSTRAINT proxy_for_an_act_names_the_one_item CHECK (((((scope)::text = 'act'::text) AND (NOT ((item)::text = ''::text))) OR ((NOT ((scope)::text = 'act'::text)) AND ((item)::text = ''::text)))),
    CONSTRAINT proxy_has_the_words_of_the_principal CHECK ((NOT ((words)::text = ''::text))),
    CONSTRAINT proxy_is_another_person CHECK ((NOT (principal_id = agent_id)))
);


ALTER TABLE public.registry_proxy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_proxy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.registry_purpose (
    code character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    question character varying(300) NOT NULL,
    basis character varying(10) NOT NULL,
    legal_basis character varying(200) NOT NULL,
    months smallint,
    is_sensitive boolean NOT NULL,
    is_sample boolean NOT NULL,
    CONSTRAINT purpose_by_consent_expires CHECK (((NOT ((basis)::text = 'consent'::text)) OR (months IS NOT NULL))),
    CONSTRAINT registry_purpose_months_check CHECK ((months >= 0))
);


CREATE TABLE public.registry_registryimport (
    id uuid NOT NULL,
    state character varying(12) NOT NULL,
    file_name character varying(200) NOT NULL,
    file_digest bytea NOT NULL,
    headings jsonb NOT NULL,
    notes jsonb NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    uploaded_by uuid NOT NULL,
    confirmed_at timestamp with time zone,
    confirmed_by uuid,
    moved_at timestamp with time zone,
    ended_at timestamp with time zone,
    stopped_because character varying(400) NOT NULL,
    forgotten_at timestamp with time zone,
    kind character varying(14) NOT NULL,
    undone_at timestamp with time zone,
    undone_by uuid,
    area_id character varying(14) NOT NULL,
    CONSTRAINT registry_import_beyond_trial_needs_who_and_when CHECK ((((state)::text = ANY ((ARRAY['tried'::character varying, 'dropped'::character varying])::text[])) OR ((confirmed_at IS NOT NULL) AND (confirmed_by IS NOT NULL)))),
    CONSTRAINT registry_import_state_is_of_the_list CHECK (((state)::text = ANY ((ARRAY['tried'::character varying, 'confirmed'::character varying, 'done'::character varying, 'stopped'::character varying, 'dropped'::character varying])::text[]))),
    CONSTRAINT registry_import_undone_was_done CHECK ((((undone_at IS NULL) AND (undone_by IS NULL)) OR (((state)::text = 'done'::text) AND (undone_at IS NOT NULL) AND (undone_by IS NOT NULL))))
);


CREATE TABLE public.registry_registryrow (
    id bigint NOT NULL,
    line integer NOT NULL,
    sealed bytea,
    outcome character varying(8) NOT NULL,
    before bytea,
    organisation_id uuid,
    person_id uuid,
    run_id uuid NOT NULL,
    membership_id bigint,
    turn integer NOT NULL,
    CONSTRAINT registry_registryrow_line_check CHECK ((line >= 0)),
    CONSTRAINT registry_registryrow_turn_check CHECK ((turn >= 0)),
    CONSTRAINT registry_row_outcome_is_of_the_list CHECK (((outcome)::text = ANY ((ARRAY['new'::character varying, 'change'::character varying, 'same'::character varying, 'wrong'::character varying, 'entered'::character varying, 'changed'::character varying, 'undone'::character varying, 'kept'::character varying])::text[])))
);


ALTER TABLE public.registry_registryrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_registryrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.registry_requestlimit (
    kind character varying(12) NOT NULL,
    working_days smallint NOT NULL,
    legal_basis character varying(200) NOT NULL,
    is_sample boolean NOT NULL,
    CONSTRAINT registry_requestlimit_working_days_check CHECK ((working_days >= 0)),
    CONSTRAINT request_limit_is_at_least_a_day CHECK ((working_days >= 1))
);


CREATE TABLE public.registry_residence (
    id uuid NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(120) NOT NULL,
    kind character varying(20) NOT NULL,
    address character varying(200) NOT NULL,
    phone character varying(30) NOT NULL,
    is_sample boolean NOT NULL,
    area_id character varying(14) NOT NULL,
    CONSTRAINT residence_has_a_group_address CHECK ((NOT ((address)::text = ''::text)))
);


CREATE TABLE public.registry_sharing (
    id uuid NOT NULL,
    has_numbers boolean NOT NULL,
    reason character varying(300) NOT NULL,
    asked_by uuid NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    state character varying(8) NOT NULL,
    decided_by uuid,
    decided_at timestamp with time zone,
    answer character varying(300) NOT NULL,
    valid_to date NOT NULL,
    fetched_at timestamp with time zone,
    area_id character varying(14) NOT NULL,
    derived_list_id character varying(40),
    purpose_id character varying(40) NOT NULL,
    content character varying(12) NOT NULL,
    CONSTRAINT sharing_decided_needs_who_and_when CHECK ((((decided_at IS NULL) AND (decided_by IS NULL) AND ((state)::text = ANY ((ARRAY['free'::character varying, 'waiting'::character varying])::text[]))) OR ((decided_at IS NOT NULL) AND (decided_by IS NOT NULL) AND ((state)::text = ANY ((ARRAY['approved'::character varying, 'refused'::character varying])::text[]))))),
    CONSTRAINT sharing_is_decided_by_another CHECK (((decided_by IS NULL) OR (NOT ((decided_by = asked_by) AND (decided_by IS NOT NULL))))),
    CONSTRAINT sharing_of_numbers_or_the_register_is_never_free CHECK (((NOT ((state)::text = 'free'::text)) OR ((derived_list_id IS NOT NULL) AND (NOT has_numbers)))),
    CONSTRAINT sharing_refused_says_why CHECK (((NOT ((state)::text = 'refused'::text)) OR (NOT ((answer)::text = ''::text)))),
    CONSTRAINT sharing_says_why CHECK ((NOT ((reason)::text = ''::text)))
);


CREATE TABLE public.registry_stakeholder (
    id bigint NOT NULL,
    place smallint NOT NULL,
    name character varying(60) NOT NULL,
    role character varying(120) NOT NULL,
    organisation_id uuid,
    partnership_id uuid NOT NULL,
    CONSTRAINT registry_stakeholder_place_check CHECK ((place >= 0))
);


ALTER TABLE public.registry_stakeholder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_stakeholder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.registry_stakeholderterm (
    id bigint NOT NULL,
    place smallint NOT NULL,
    kind character varying(5) NOT NULL,
    sentence character varying(120) NOT NULL,
    stakeholder_id bigint NOT NULL,
    CONSTRAINT registry_stakeholderterm_place_check CHECK ((place >= 0))
);


ALTER TABLE public.registry_stakeholderterm ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.registry_stakeholderterm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2026_10 FOR VALUES FROM ('2026-10-01 00:00:00+00') TO ('2026-11-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2026_11 FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2026_12 FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2027_01 FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2027-02-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2027_02 FOR VALUES FROM ('2027-02-01 00:00:00+00') TO ('2027-03-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2027_03 FOR VALUES FROM ('2027-03-01 00:00:00+00') TO ('2027-04-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2027_04 FOR VALUES FROM ('2027-04-01 00:00:00+00') TO ('2027-05-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2027_05 FOR VALUES FROM ('2027-05-01 00:00:00+00') TO ('2027-06-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2027_06 FOR VALUES FROM ('2027-06-01 00:00:00+00') TO ('2027-07-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2027_07 FOR VALUES FROM ('2027-07-01 00:00:00+00') TO ('2027-08-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2027_08 FOR VALUES FROM ('2027-08-01 00:00:00+00') TO ('2027-09-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2027_09 FOR VALUES FROM ('2027-09-01 00:00:00+00') TO ('2027-10-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2027_10 FOR VALUES FROM ('2027-10-01 00:00:00+00') TO ('2027-11-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2027_11 FOR VALUES FROM ('2027-11-01 00:00:00+00') TO ('2027-12-01 00:00:00+00');


ALTER TABLE ONLY public.foundation_fact ATTACH PARTITION public.foundation_fact_2027_12 FOR VALUES FROM ('2027-12-01 00:00:00+00') TO ('2028-01-01 00:00:00+00');


ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);


ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);


ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);






INSERT INTO public.auth_permission VALUES (1, 'Can add permission', 1, 'add_permission');
INSERT INTO public.auth_permission VALUES (2, 'Can change permission', 1, 'change_permission');
INSERT INTO public.auth_permission VALUES (3, 'Can delete permission', 1, 'delete_permission');
INSERT INTO public.auth_permission VALUES (4, 'Can view permission', 1, 'view_permission');
INSERT INTO public.auth_permission VALUES (5, 'Can add group', 2, 'add_group');
INSERT INTO public.auth_permission VALUES (6, 'Can change group', 2, 'change_group');
INSERT INTO public.auth_permission VALUES (7, 'Can delete group', 2, 'delete_group');
INSERT INTO public.auth_permission VALUES (8, 'Can view group', 2, 'view_group');
INSERT INTO public.auth_permission VALUES (9, 'Can add content type', 3, 'add_contenttype');
INSERT INTO public.auth_permission VALUES (10, 'Can change content type', 3, 'change_contenttype');
INSERT INTO public.auth_permission VALUES (11, 'Can delete content type', 3, 'delete_contenttype');
INSERT INTO public.auth_permission VALUES (12, 'Can view content type', 3, 'view_contenttype');
INSERT INTO public.auth_permission VALUES (13, 'Can add procrastinate event', 4, 'add_procrastinateevent');
INSERT INTO public.auth_permission VALUES (14, 'Can change procrastinate event', 4, 'change_procrastinateevent');
INSERT INTO public.auth_permission VALUES (15, 'Can delete procrastinate event', 4, 'delete_procrastinateevent');
INSERT INTO public.auth_permission VALUES (16, 'Can view procrastinate event', 4, 'view_procrastinateevent');
INSERT INTO public.auth_permission VALUES (17, 'Can add procrastinate job', 5, 'add_procrastinatejob');
INSERT INTO public.auth_permission VALUES (18, 'Can change procrastinate job', 5, 'change_procrastinatejob');
INSERT INTO public.auth_permission VALUES (19, 'Can delete procrastinate job', 5, 'delete_procrastinatejob');
INSERT INTO public.auth_permission VALUES (20, 'Can view procrastinate job', 5, 'view_procrastinatejob');
INSERT INTO public.auth_permission VALUES (21, 'Can add procrastinate periodic defer', 6, 'add_procrastinateperiodicdefer');
INSERT INTO public.auth_permission VALUES (22, 'Can change procrastinate periodic defer', 6, 'change_procrastinateperiodicdefer');
INSERT INTO public.auth_permission VALUES (23, 'Can delete procrastinate periodic defer', 6, 'delete_procrastinateperiodicdefer');
INSERT INTO public.auth_permission VALUES (24, 'Can view procrastinate periodic defer', 6, 'view_procrastinateperiodicdefer');
INSERT INTO public.auth_permission VALUES (25, 'Can add procrastinate worker', 7, 'add_procrastinateworker');
INSERT INTO public.auth_permission VALUES (26, 'Can change procrastinate worker', 7, 'change_procrastinateworker');
INSERT INTO public.auth_permission VALUES (27, 'Can delete procrastinate worker', 7, 'delete_procrastinateworker');
INSERT INTO public.auth_permission VALUES (28, 'Can view procrastinate worker', 7, 'view_procrastinateworker');
INSERT INTO public.auth_permission VALUES (29, 'Can add access attempt', 8, 'add_accessattempt');
INSERT INTO public.auth_permission VALUES (30, 'Can change access attempt', 8, 'change_accessattempt');
INSERT INTO public.auth_permission VALUES (31, 'Can delete access attempt', 8, 'delete_accessattempt');
INSERT INTO public.auth_permission VALUES (32, 'Can view access attempt', 8, 'view_accessattempt');
INSERT INTO public.auth_permission VALUES (33, 'Can add access log', 9, 'add_accesslog');
INSERT INTO public.auth_permission VALUES (34, 'Can change access log', 9, 'change_accesslog');
INSERT INTO public.auth_permission VALUES (35, 'Can delete access log', 9, 'delete_accesslog');
INSERT INTO public.auth_permission VALUES (36, 'Can view access log', 9, 'view_accesslog');
INSERT INTO public.auth_permission VALUES (37, 'Can add access failure', 10, 'add_accessfailurelog');
INSERT INTO public.auth_permission VALUES (38, 'Can change access failure', 10, 'change_accessfailurelog');
INSERT INTO public.auth_permission VALUES (39, 'Can delete access failure', 10, 'delete_accessfailurelog');
INSERT INTO public.auth_permission VALUES (40, 'Can view access failure', 10, 'view_accessfailurelog');
INSERT INTO public.auth_permission VALUES (41, 'Can add access attempt expiration', 11, 'add_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (42, 'Can change access attempt expiration', 11, 'change_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (43, 'Can delete access attempt expiration', 11, 'delete_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (44, 'Can view access attempt expiration', 11, 'view_accessattemptexpiration');
INSERT INTO public.auth_permission VALUES (45, 'Can add fact row', 12, 'add_factrow');
INSERT INTO public.auth_permission VALUES (46, 'Can change fact row', 12, 'change_factrow');
INSERT INTO public.auth_permission VALUES (47, 'Can delete fact row', 12, 'delete_factrow');
INSERT INTO public.auth_permission VALUES (48, 'Can view fact row', 12, 'view_factrow');
INSERT INTO public.auth_permission VALUES (49, 'Can add account', 13, 'add_account');
INSERT INTO public.auth_permission VALUES (50, 'Can change account', 13, 'change_account');
INSERT INTO public.auth_permission VALUES (51, 'Can delete account', 13, 'delete_account');
INSERT INTO public.auth_permission VALUES (52, 'Can view account', 13, 'view_account');
INSERT INTO public.auth_permission VALUES (53, 'Can add calendar day', 14, 'add_calendarday');
INSERT INTO public.auth_permission VALUES (54, 'Can change calendar day', 14, 'change_calendarday');
INSERT INTO public.auth_permission VALUES (55, 'Can delete calendar day', 14, 'delete_calendarday');
INSERT INTO public.auth_permission VALUES (56, 'Can view calendar day', 14, 'view_calendarday');
INSERT INTO public.auth_permission VALUES (57, 'Can add role', 15, 'add_role');
INSERT INTO public.auth_permission VALUES (58, 'Can change role', 15, 'change_role');
INSERT INTO public.auth_permission VALUES (59, 'Can delete role', 15, 'delete_role');
INSERT INTO public.auth_permission VALUES (60, 'Can view role', 15, 'view_role');
INSERT INTO public.auth_permission VALUES (61, 'Can add seal', 16, 'add_seal');
INSERT INTO public.auth_permission VALUES (62, 'Can change seal', 16, 'change_seal');
INSERT INTO public.auth_permission VALUES (63, 'Can delete seal', 16, 'delete_seal');
INSERT INTO public.auth_permission VALUES (64, 'Can view seal', 16, 'view_seal');
INSERT INTO public.auth_permission VALUES (65, 'Can add answer', 17, 'add_answer');
INSERT INTO public.auth_permission VALUES (66, 'Can change answer', 17, 'change_answer');
INSERT INTO public.auth_permission VALUES (67, 'Can delete answer', 17, 'delete_answer');
INSERT INTO public.auth_permission VALUES (68, 'Can view answer', 17, 'view_answer');
INSERT INTO public.auth_permission VALUES (69, 'Can add division', 18, 'add_division');
INSERT INTO public.auth_permission VALUES (70, 'Can change division', 18, 'change_division');
INSERT INTO public.auth_permission VALUES (71, 'Can delete division', 18, 'delete_division');
INSERT INTO public.auth_permission VALUES (72, 'Can view division', 18, 'view_division');
INSERT INTO public.auth_permission VALUES (73, 'Can add grant', 19, 'add_grant');
INSERT INTO public.auth_permission VALUES (74, 'Can change grant', 19, 'change_grant');
INSERT INTO public.auth_permission VALUES (75, 'Can delete grant', 19, 'delete_grant');
INSERT INTO public.auth_permission VALUES (76, 'Can view grant', 19, 'view_grant');
INSERT INTO public.auth_permission VALUES (77, 'Can add reading', 20, 'add_reading');
INSERT INTO public.auth_permission VALUES (78, 'Can change reading', 20, 'change_reading');
INSERT INTO public.auth_permission VALUES (79, 'Can delete reading', 20, 'delete_reading');
INSERT INTO public.auth_permission VALUES (80, 'Can view reading', 20, 'view_reading');
INSERT INTO public.auth_permission VALUES (81, 'Can add client', 21, 'add_client');
INSERT INTO public.auth_permission VALUES (82, 'Can change client', 21, 'change_client');
INSERT INTO public.auth_permission VALUES (83, 'Can delete client', 21, 'delete_client');
INSERT INTO public.auth_permission VALUES (84, 'Can view client', 21, 'view_client');
INSERT INTO public.auth_permission VALUES (85, 'Can add client minute', 22, 'add_clientminute');
INSERT INTO public.auth_permission VALUES (86, 'Can change client minute', 22, 'change_clientminute');
INSERT INTO public.auth_permission VALUES (87, 'Can delete client minute', 22, 'delete_clientminute');
INSERT INTO public.auth_permission VALUES (88, 'Can view client minute', 22, 'view_clientminute');
INSERT INTO public.auth_permission VALUES (89, 'Can add token', 23, 'add_token');
INSERT INTO public.auth_permission VALUES (90, 'Can change token', 23, 'change_token');
INSERT INTO public.auth_permission VALUES (91, 'Can delete token', 23, 'delete_token');
INSERT INTO public.auth_permission VALUES (92, 'Can view token', 23, 'view_token');
INSERT INTO public.auth_permission VALUES (93, 'Can add subscription', 24, 'add_subscription');
INSERT INTO public.auth_permission VALUES (94, 'Can change subscription', 24, 'change_subscription');
INSERT INTO public.auth_permission VALUES (95, 'Can delete subscription', 24, 'delete_subscription');
INSERT INTO public.auth_permission VALUES (96, 'Can view subscription', 24, 'view_subscription');
INSERT INTO public.auth_permission VALUES (97, 'Can add outgoing fact', 25, 'add_outgoingfact');
INSERT INTO public.auth_permission VALUES (98, 'Can change outgoing fact', 25, 'change_outgoingfact');
INSERT INTO public.auth_permission VALUES (99, 'Can delete outgoing fact', 25, 'delete_outgoingfact');
INSERT INTO public.auth_permission VALUES (100, 'Can view outgoing fact', 25, 'view_outgoingfact');
INSERT INTO public.auth_permission VALUES (101, 'Can add session', 26, 'add_opensession');
INSERT INTO public.auth_permission VALUES (102, 'Can change session', 26, 'change_opensession');
INSERT INTO public.auth_permission VALUES (103, 'Can delete session', 26, 'delete_opensession');
INSERT INTO public.auth_permission VALUES (104, 'Can view session', 26, 'view_opensession');
INSERT INTO public.auth_permission VALUES (105, 'Can add key challenge', 27, 'add_keychallenge');
INSERT INTO public.auth_permission VALUES (106, 'Can change key challenge', 27, 'change_keychallenge');
INSERT INTO public.auth_permission VALUES (107, 'Can delete key challenge', 27, 'delete_keychallenge');
INSERT INTO public.auth_permission VALUES (108, 'Can view key challenge', 27, 'view_keychallenge');
INSERT INTO public.auth_permission VALUES (109, 'Can add security key', 28, 'add_securitykey');
INSERT INTO public.auth_permission VALUES (110, 'Can change security key', 28, 'change_securitykey');
INSERT INTO public.auth_permission VALUES (111, 'Can delete security key', 28, 'delete_securitykey');
INSERT INTO public.auth_permission VALUES (112, 'Can view security key', 28, 'view_securitykey');
INSERT INTO public.auth_permission VALUES (113, 'Can add log reader', 29, 'add_logreader');
INSERT INTO public.auth_permission VALUES (114, 'Can change log reader', 29, 'change_logreader');
INSERT INTO public.auth_permission VALUES (115, 'Can delete log reader', 29, 'delete_logreader');
INSERT INTO public.auth_permission VALUES (116, 'Can view log reader', 29, 'view_logreader');
INSERT INTO public.auth_permission VALUES (117, 'Can add calendar year', 30, 'add_calendaryear');
INSERT INTO public.auth_permission VALUES (118, 'Can change calendar year', 30, 'change_calendaryear');
INSERT INTO public.auth_permission VALUES (119, 'Can delete calendar year', 30, 'delete_calendaryear');
INSERT INTO public.auth_permission VALUES (120, 'Can view calendar year', 30, 'view_calendaryear');
INSERT INTO public.auth_permission VALUES (121, 'Can add household', 31, 'add_household');
INSERT INTO public.auth_permission VALUES (122, 'Can change household', 31, 'change_household');
INSERT INTO public.auth_permission VALUES (123, 'Can delete household', 31, 'delete_household');
INSERT INTO public.auth_permission VALUES (124, 'Can view household', 31, 'view_household');
INSERT INTO public.auth_permission VALUES (125, 'Can add organisation', 32, 'add_organisation');
INSERT INTO public.auth_permission VALUES (126, 'Can change organisation', 32, 'change_organisation');
INSERT INTO public.auth_permission VALUES (127, 'Can delete organisation', 32, 'delete_organisation');
INSERT INTO public.auth_permission VALUES (128, 'Can view organisation', 32, 'view_organisation');
INSERT INTO public.auth_permission VALUES (129, 'Can add person', 33, 'add_person');
INSERT INTO public.auth_permission VALUES (130, 'Can change person', 33, 'change_person');
INSERT INTO public.auth_permission VALUES (131, 'Can delete person', 33, 'delete_person');
INSERT INTO public.auth_permission VALUES (132, 'Can view person', 33, 'view_person');
INSERT INTO public.auth_permission VALUES (133, 'Can add membership', 34, 'add_membership');
INSERT INTO public.auth_permission VALUES (134, 'Can change membership', 34, 'change_membership');
INSERT INTO public.auth_permission VALUES (135, 'Can delete membership', 34, 'delete_membership');
INSERT INTO public.auth_permission VALUES (136, 'Can view membership', 34, 'view_membership');
INSERT INTO public.auth_permission VALUES (137, 'Can add merge', 35, 'add_merge');
INSERT INTO public.auth_permission VALUES (138, 'Can change merge', 35, 'change_merge');
INSERT INTO public.auth_permission VALUES (139, 'Can delete merge', 35, 'delete_merge');
INSERT INTO public.auth_permission VALUES (140, 'Can view merge', 35, 'view_merge');
INSERT INTO public.auth_permission VALUES (141, 'Can add possible duplicate', 36, 'add_possibleduplicate');
INSERT INTO public.auth_permission VALUES (142, 'Can change possible duplicate', 36, 'change_possibleduplicate');
INSERT INTO public.auth_permission VALUES (143, 'Can delete possible duplicate', 36, 'delete_possibleduplicate');
INSERT INTO public.auth_permission VALUES (144, 'Can view possible duplicate', 36, 'view_possibleduplicate');
INSERT INTO public.auth_permission VALUES (145, 'Can add consent', 37, 'add_consent');
INSERT INTO public.auth_permission VALUES (146, 'Can change consent', 37, 'change_consent');
INSERT INTO public.auth_permission VALUES (147, 'Can delete consent', 37, 'delete_consent');
INSERT INTO public.auth_permission VALUES (148, 'Can view consent', 37, 'view_consent');
INSERT INTO public.auth_permission VALUES (149, 'Can add data request', 38, 'add_datarequest');
INSERT INTO public.auth_permission VALUES (150, 'Can change data request', 38, 'change_datarequest');
INSERT INTO public.auth_permission VALUES (151, 'Can delete data request', 38, 'delete_datarequest');
INSERT INTO public.auth_permission VALUES (152, 'Can view data request', 38, 'view_datarequest');
INSERT INTO public.auth_permission VALUES (153, 'Can add focus line', 39, 'add_focusline');
INSERT INTO public.auth_permission VALUES (154, 'Can change focus line', 39, 'change_focusline');
INSERT INTO public.auth_permission VALUES (155, 'Can delete focus line', 39, 'delete_focusline');
INSERT INTO public.auth_permission VALUES (156, 'Can view focus line', 39, 'view_focusline');
INSERT INTO public.auth_permission VALUES (157, 'Can add kinship', 40, 'add_kinship');
INSERT INTO public.auth_permission VALUES (158, 'Can change kinship', 40, 'change_kinship');
INSERT INTO public.auth_permission VALUES (159, 'Can delete kinship', 40, 'delete_kinship');
INSERT INTO public.auth_permission VALUES (160, 'Can view kinship', 40, 'view_kinship');
INSERT INTO public.auth_permission VALUES (161, 'Can add partnership', 41, 'add_partnership');
INSERT INTO public.auth_permission VALUES (162, 'Can change partnership', 41, 'change_partnership');
INSERT INTO public.auth_permission VALUES (163, 'Can delete partnership', 41, 'delete_partnership');
INSERT INTO public.auth_permission VALUES (164, 'Can view partnership', 41, 'view_partnership');
INSERT INTO public.auth_permission VALUES (165, 'Can add programme', 42, 'add_programme');
INSERT INTO public.auth_permission VALUES (166, 'Can change programme', 42, 'change_programme');
INSERT INTO public.auth_permission VALUES (167, 'Can delete programme', 42, 'delete_programme');
INSERT INTO public.auth_permission VALUES (168, 'Can view programme', 42, 'view_programme');
INSERT INTO public.auth_permission VALUES (169, 'Can add programme label', 43, 'add_programmelabel');
INSERT INTO public.auth_permission VALUES (170, 'Can change programme label', 43, 'change_programmelabel');
INSERT INTO public.auth_permission VALUES (171, 'Can delete programme label', 43, 'delete_programmelabel');
INSERT INTO public.auth_permission VALUES (172, 'Can view programme label', 43, 'view_programmelabel');
INSERT INTO public.auth_permission VALUES (173, 'Can add proxy', 44, 'add_proxy');
INSERT INTO public.auth_permission VALUES (174, 'Can change proxy', 44, 'change_proxy');
INSERT INTO public.auth_permission VALUES (175, 'Can delete proxy', 44, 'delete_proxy');
INSERT INTO public.auth_permission VALUES (176, 'Can view proxy', 44, 'view_proxy');
INSERT INTO public.auth_permission VALUES (177, 'Can add purpose', 45, 'add_purpose');
INSERT INTO public.auth_permission VALUES (178, 'Can change purpose', 45, 'change_purpose');
INSERT INTO public.auth_permission VALUES (179, 'Can delete purpose', 45, 'delete_purpose');
INSERT INTO public.auth_permission VALUES (180, 'Can view purpose', 45, 'view_purpose');
INSERT INTO public.auth_permission VALUES (181, 'Can add residence', 46, 'add_residence');
INSERT INTO public.auth_permission VALUES (182, 'Can change residence', 46, 'change_residence');
INSERT INTO public.auth_permission VALUES (183, 'Can delete residence', 46, 'delete_residence');
INSERT INTO public.auth_permission VALUES (184, 'Can view residence', 46, 'view_residence');
INSERT INTO public.auth_permission VALUES (185, 'Can add stakeholder', 47, 'add_stakeholder');
INSERT INTO public.auth_permission VALUES (186, 'Can change stakeholder', 47, 'change_stakeholder');
INSERT INTO public.auth_permission VALUES (187, 'Can delete stakeholder', 47, 'delete_stakeholder');
INSERT INTO public.auth_permission VALUES (188, 'Can view stakeholder', 47, 'view_stakeholder');
INSERT INTO public.auth_permission VALUES (189, 'Can add stakeholder term', 48, 'add_stakeholderterm');
INSERT INTO public.auth_permission VALUES (190, 'Can change stakeholder term', 48, 'change_stakeholderterm');
INSERT INTO public.auth_permission VALUES (191, 'Can delete stakeholder term', 48, 'delete_stakeholderterm');
INSERT INTO public.auth_permission VALUES (192, 'Can view stakeholder term', 48, 'view_stakeholderterm');
INSERT INTO public.auth_permission VALUES (193, 'Can add request limit', 49, 'add_requestlimit');
INSERT INTO public.auth_permission VALUES (194, 'Can change request limit', 49, 'change_requestlimit');
INSERT INTO public.auth_permission VALUES (195, 'Can delete request limit', 49, 'delete_requestlimit');
INSERT INTO public.auth_permission VALUES (196, 'Can view request limit', 49, 'view_requestlimit');
INSERT INTO public.auth_permission VALUES (197, 'Can add registry import', 50, 'add_registryimport');
INSERT INTO public.auth_permission VALUES (198, 'Can change registry import', 50, 'change_registryimport');
INSERT INTO public.auth_permission VALUES (199, 'Can delete registry import', 50, 'delete_registryimport');
INSERT INTO public.auth_permission VALUES (200, 'Can view registry import', 50, 'view_registryimport');
INSERT INTO public.auth_permission VALUES (201, 'Can add registry row', 51, 'add_registryrow');
INSERT INTO public.auth_permission VALUES (202, 'Can change registry row', 51, 'change_registryrow');
INSERT INTO public.auth_permission VALUES (203, 'Can delete registry row', 51, 'delete_registryrow');
INSERT INTO public.auth_permission VALUES (204, 'Can view registry row', 51, 'view_registryrow');
INSERT INTO public.auth_permission VALUES (205, 'Can add derived list', 52, 'add_derivedlist');
INSERT INTO public.auth_permission VALUES (206, 'Can change derived list', 52, 'change_derivedlist');
INSERT INTO public.auth_permission VALUES (207, 'Can delete derived list', 52, 'delete_derivedlist');
INSERT INTO public.auth_permission VALUES (208, 'Can view derived list', 52, 'view_derivedlist');
INSERT INTO public.auth_permission VALUES (209, 'Can add sharing', 53, 'add_sharing');
INSERT INTO public.auth_permission VALUES (210, 'Can change sharing', 53, 'change_sharing');
INSERT INTO public.auth_permission VALUES (211, 'Can delete sharing', 53, 'delete_sharing');
INSERT INTO public.auth_permission VALUES (212, 'Can view sharing', 53, 'view_sharing');
INSERT INTO public.auth_permission VALUES (213, 'Can add fact kind', 54, 'add_factkind');
INSERT INTO public.auth_permission VALUES (214, 'Can change fact kind', 54, 'change_factkind');
INSERT INTO public.auth_permission VALUES (215, 'Can delete fact kind', 54, 'delete_factkind');
INSERT INTO public.auth_permission VALUES (216, 'Can view fact kind', 54, 'view_factkind');
INSERT INTO public.auth_permission VALUES (217, 'Can add form template', 55, 'add_formtemplate');
INSERT INTO public.auth_permission VALUES (218, 'Can change form template', 55, 'change_formtemplate');
INSERT INTO public.auth_permission VALUES (219, 'Can delete form template', 55, 'delete_formtemplate');
INSERT INTO public.auth_permission VALUES (220, 'Can view form template', 55, 'view_formtemplate');
INSERT INTO public.auth_permission VALUES (221, 'Can add known fact', 56, 'add_knownfact');
INSERT INTO public.auth_permission VALUES (222, 'Can change known fact', 56, 'change_knownfact');
INSERT INTO public.auth_permission VALUES (223, 'Can delete known fact', 56, 'delete_knownfact');
INSERT INTO public.auth_permission VALUES (224, 'Can view known fact', 56, 'view_knownfact');
INSERT INTO public.auth_permission VALUES (225, 'Can add 诉求类别', 57, 'add_category');
INSERT INTO public.auth_permission VALUES (226, 'Can change 诉求类别', 57, 'change_category');
INSERT INTO public.auth_permission VALUES (227, 'Can delete 诉求类别', 57, 'delete_category');
INSERT INTO public.auth_permission VALUES (228, 'Can view 诉求类别', 57, 'view_category');
INSERT INTO public.auth_permission VALUES (229, 'Can add responsibility item', 58, 'add_responsibilityitem');
INSERT INTO public.auth_permission VALUES (230, 'Can change responsibility item', 58, 'change_responsibilityitem');
INSERT INTO public.auth_permission VALUES (231, 'Can delete responsibility item', 58, 'delete_responsibilityitem');
INSERT INTO public.auth_permission VALUES (232, 'Can view responsibility item', 58, 'view_responsibilityitem');
INSERT INTO public.auth_permission VALUES (233, 'Can add item co handler', 59, 'add_itemcohandler');
INSERT INTO public.auth_permission VALUES (234, 'Can change item co handler', 59, 'change_itemcohandler');
INSERT INTO public.auth_permission VALUES (235, 'Can delete item co handler', 59, 'delete_itemcohandler');
INSERT INTO public.auth_permission VALUES (236, 'Can view item co handler', 59, 'view_itemcohandler');
INSERT INTO public.auth_permission VALUES (237, 'Can add unclear item', 60, 'add_unclearitem');
INSERT INTO public.auth_permission VALUES (238, 'Can change unclear item', 60, 'change_unclearitem');
INSERT INTO public.auth_permission VALUES (239, 'Can delete unclear item', 60, 'delete_unclearitem');
INSERT INTO public.auth_permission VALUES (240, 'Can view unclear item', 60, 'view_unclearitem');
INSERT INTO public.auth_permission VALUES (241, 'Can add arbitration limit', 61, 'add_arbitrationlimit');
INSERT INTO public.auth_permission VALUES (242, 'Can change arbitration limit', 61, 'change_arbitrationlimit');
INSERT INTO public.auth_permission VALUES (243, 'Can delete arbitration limit', 61, 'delete_arbitrationlimit');
INSERT INTO public.auth_permission VALUES (244, 'Can view arbitration limit', 61, 'view_arbitrationlimit');
INSERT INTO public.auth_permission VALUES (245, 'Can add decision notice', 62, 'add_decisionnotice');
INSERT INTO public.auth_permission VALUES (246, 'Can change decision notice', 62, 'change_decisionnotice');
INSERT INTO public.auth_permission VALUES (247, 'Can delete decision notice', 62, 'delete_decisionnotice');
INSERT INTO public.auth_permission VALUES (248, 'Can view decision notice', 62, 'view_decisionnotice');
INSERT INTO public.auth_permission VALUES (249, 'Can add draft item', 63, 'add_draftitem');
INSERT INTO public.auth_permission VALUES (250, 'Can change draft item', 63, 'change_draftitem');
INSERT INTO public.auth_permission VALUES (251, 'Can delete draft item', 63, 'delete_draftitem');
INSERT INTO public.auth_permission VALUES (252, 'Can view draft item', 63, 'view_draftitem');
INSERT INTO public.auth_permission VALUES (253, 'Can add lead proposal', 64, 'add_leadproposal');
INSERT INTO public.auth_permission VALUES (254, 'Can change lead proposal', 64, 'change_leadproposal');
INSERT INTO public.auth_permission VALUES (255, 'Can delete lead proposal', 64, 'delete_leadproposal');
INSERT INTO public.auth_permission VALUES (256, 'Can view lead proposal', 64, 'view_leadproposal');
INSERT INTO public.auth_permission VALUES (257, 'Can add list draft', 65, 'add_listdraft');
INSERT INTO public.auth_permission VALUES (258, 'Can change list draft', 65, 'change_listdraft');
INSERT INTO public.auth_permission VALUES (259, 'Can delete list draft', 65, 'delete_listdraft');
INSERT INTO public.auth_permission VALUES (260, 'Can view list draft', 65, 'view_listdraft');
INSERT INTO public.auth_permission VALUES (261, 'Can add commitment register', 66, 'add_commitmentregister');
INSERT INTO public.auth_permission VALUES (262, 'Can change commitment register', 66, 'change_commitmentregister');
INSERT INTO public.auth_permission VALUES (263, 'Can delete commitment register', 66, 'delete_commitmentregister');
INSERT INTO public.auth_permission VALUES (264, 'Can view commitment register', 66, 'view_commitmentregister');
INSERT INTO public.auth_permission VALUES (265, 'Can add commitment', 67, 'add_commitment');
INSERT INTO public.auth_permission VALUES (266, 'Can change commitment', 67, 'change_commitment');
INSERT INTO public.auth_permission VALUES (267, 'Can delete commitment', 67, 'delete_commitment');
INSERT INTO public.auth_permission VALUES (268, 'Can view commitment', 67, 'view_commitment');
INSERT INTO public.auth_permission VALUES (269, 'Can add evidence', 68, 'add_evidence');
INSERT INTO public.auth_permission VALUES (270, 'Can change evidence', 68, 'change_evidence');
INSERT INTO public.auth_permission VALUES (271, 'Can delete evidence', 68, 'delete_evidence');
INSERT INTO public.auth_permission VALUES (272, 'Can view evidence', 68, 'view_evidence');
INSERT INTO public.auth_permission VALUES (273, 'Can add four role chain', 69, 'add_fourrolechain');
INSERT INTO public.auth_permission VALUES (274, 'Can change four role chain', 69, 'change_fourrolechain');
INSERT INTO public.auth_permission VALUES (275, 'Can delete four role chain', 69, 'delete_fourrolechain');
INSERT INTO public.auth_permission VALUES (276, 'Can view four role chain', 69, 'view_fourrolechain');
INSERT INTO public.auth_permission VALUES (277, 'Can add guide', 70, 'add_guide');
INSERT INTO public.auth_permission VALUES (278, 'Can change guide', 70, 'change_guide');
INSERT INTO public.auth_permission VALUES (279, 'Can delete guide', 70, 'delete_guide');
INSERT INTO public.auth_permission VALUES (280, 'Can view guide', 70, 'view_guide');
INSERT INTO public.auth_permission VALUES (281, 'Can add cost option', 71, 'add_costoption');
INSERT INTO public.auth_permission VALUES (282, 'Can change cost option', 71, 'change_costoption');
INSERT INTO public.auth_permission VALUES (283, 'Can delete cost option', 71, 'delete_costoption');
INSERT INTO public.auth_permission VALUES (284, 'Can view cost option', 71, 'view_costoption');
INSERT INTO public.auth_permission VALUES (285, 'Can add required document', 72, 'add_requireddocument');
INSERT INTO public.auth_permission VALUES (286, 'Can change required document', 72, 'change_requireddocument');
INSERT INTO public.auth_permission VALUES (287, 'Can delete required document', 72, 'delete_requireddocument');
INSERT INTO public.auth_permission VALUES (288, 'Can view required document', 72, 'view_requireddocument');
INSERT INTO public.auth_permission VALUES (289, 'Can add service item', 73, 'add_serviceitem');
INSERT INTO public.auth_permission VALUES (290, 'Can change service item', 73, 'change_serviceitem');
INSERT INTO public.auth_permission VALUES (291, 'Can delete service item', 73, 'delete_serviceitem');
INSERT INTO public.auth_permission VALUES (292, 'Can view service item', 73, 'view_serviceitem');
INSERT INTO public.auth_permission VALUES (293, 'Can add commitment rating', 74, 'add_commitmentrating');
INSERT INTO public.auth_permission VALUES (294, 'Can change commitment rating', 74, 'change_commitmentrating');
INSERT INTO public.auth_permission VALUES (295, 'Can delete commitment rating', 74, 'delete_commitmentrating');
INSERT INTO public.auth_permission VALUES (296, 'Can view commitment rating', 74, 'view_commitmentrating');
INSERT INTO public.auth_permission VALUES (297, 'Can add draft import', 75, 'add_draftimport');
INSERT INTO public.auth_permission VALUES (298, 'Can change draft import', 75, 'change_draftimport');
INSERT INTO public.auth_permission VALUES (299, 'Can delete draft import', 75, 'delete_draftimport');
INSERT INTO public.auth_permission VALUES (300, 'Can view draft import', 75, 'view_draftimport');
INSERT INTO public.auth_permission VALUES (301, 'Can add case', 76, 'add_case');
INSERT INTO public.auth_permission VALUES (302, 'Can change case', 76, 'change_case');
INSERT INTO public.auth_permission VALUES (303, 'Can delete case', 76, 'delete_case');
INSERT INTO public.auth_permission VALUES (304, 'Can view case', 76, 'view_case');
INSERT INTO public.auth_permission VALUES (305, 'Can add circumstance', 77, 'add_circumstance');
INSERT INTO public.auth_permission VALUES (306, 'Can change circumstance', 77, 'change_circumstance');
INSERT INTO public.auth_permission VALUES (307, 'Can delete circumstance', 77, 'delete_circumstance');
INSERT INTO public.auth_permission VALUES (308, 'Can view circumstance', 77, 'view_circumstance');
INSERT INTO public.auth_permission VALUES (309, 'Can add co handler', 78, 'add_cohandler');
INSERT INTO public.auth_permission VALUES (310, 'Can change co handler', 78, 'change_cohandler');
INSERT INTO public.auth_permission VALUES (311, 'Can delete co handler', 78, 'delete_cohandler');
INSERT INTO public.auth_permission VALUES (312, 'Can view co handler', 78, 'view_cohandler');
INSERT INTO public.auth_permission VALUES (313, 'Can add limit', 79, 'add_limit');
INSERT INTO public.auth_permission VALUES (314, 'Can change limit', 79, 'change_limit');
INSERT INTO public.auth_permission VALUES (315, 'Can delete limit', 79, 'delete_limit');
INSERT INTO public.auth_permission VALUES (316, 'Can view limit', 79, 'view_limit');
INSERT INTO public.auth_permission VALUES (317, 'Can add task', 80, 'add_task');
INSERT INTO public.auth_permission VALUES (318, 'Can change task', 80, 'change_task');
INSERT INTO public.auth_permission VALUES (319, 'Can delete task', 80, 'delete_task');
INSERT INTO public.auth_permission VALUES (320, 'Can view task', 80, 'view_task');
INSERT INTO public.auth_permission VALUES (321, 'Can add delivery', 81, 'add_delivery');
INSERT INTO public.auth_permission VALUES (322, 'Can change delivery', 81, 'change_delivery');
INSERT INTO public.auth_permission VALUES (323, 'Can delete delivery', 81, 'delete_delivery');
INSERT INTO public.auth_permission VALUES (324, 'Can view delivery', 81, 'view_delivery');
INSERT INTO public.auth_permission VALUES (325, 'Can add verification', 82, 'add_verification');
INSERT INTO public.auth_permission VALUES (326, 'Can change verification', 82, 'change_verification');
INSERT INTO public.auth_permission VALUES (327, 'Can delete verification', 82, 'delete_verification');
INSERT INTO public.auth_permission VALUES (328, 'Can view verification', 82, 'view_verification');
INSERT INTO public.auth_permission VALUES (329, 'Can add voice', 83, 'add_voice');
INSERT INTO public.auth_permission VALUES (330, 'Can change voice', 83, 'change_voice');
INSERT INTO public.auth_permission VALUES (331, 'Can delete voice', 83, 'delete_voice');
INSERT INTO public.auth_permission VALUES (332, 'Can view voice', 83, 'view_voice');
INSERT INTO public.auth_permission VALUES (333, 'Can add telling', 84, 'add_telling');
INSERT INTO public.auth_permission VALUES (334, 'Can change telling', 84, 'change_telling');
INSERT INTO public.auth_permission VALUES (335, 'Can delete telling', 84, 'delete_telling');
INSERT INTO public.auth_permission VALUES (336, 'Can view telling', 84, 'view_telling');
INSERT INTO public.auth_permission VALUES (337, 'Can add trained model', 85, 'add_trainedmodel');
INSERT INTO public.auth_permission VALUES (338, 'Can change trained model', 85, 'change_trainedmodel');
INSERT INTO public.auth_permission VALUES (339, 'Can delete trained model', 85, 'delete_trainedmodel');
INSERT INTO public.auth_permission VALUES (340, 'Can view trained model', 85, 'view_trainedmodel');
INSERT INTO public.auth_permission VALUES (341, 'Can add reason', 86, 'add_reason');
INSERT INTO public.auth_permission VALUES (342, 'Can change reason', 86, 'change_reason');
INSERT INTO public.auth_permission VALUES (343, 'Can delete reason', 86, 'delete_reason');
INSERT INTO public.auth_permission VALUES (344, 'Can view reason', 86, 'view_reason');
INSERT INTO public.auth_permission VALUES (345, 'Can add guess', 87, 'add_guess');
INSERT INTO public.auth_permission VALUES (346, 'Can change guess', 87, 'change_guess');
INSERT INTO public.auth_permission VALUES (347, 'Can delete guess', 87, 'delete_guess');
INSERT INTO public.auth_permission VALUES (348, 'Can view guess', 87, 'view_guess');
INSERT INTO public.auth_permission VALUES (349, 'Can add limit pause', 88, 'add_limitpause');
INSERT INTO public.auth_permission VALUES (350, 'Can change limit pause', 88, 'change_limitpause');
INSERT INTO public.auth_permission VALUES (351, 'Can delete limit pause', 88, 'delete_limitpause');
INSERT INTO public.auth_permission VALUES (352, 'Can view limit pause', 88, 'view_limitpause');
INSERT INTO public.auth_permission VALUES (353, 'Can add limit extension', 89, 'add_limitextension');
INSERT INTO public.auth_permission VALUES (354, 'Can change limit extension', 89, 'change_limitextension');
INSERT INTO public.auth_permission VALUES (355, 'Can delete limit extension', 89, 'delete_limitextension');
INSERT INTO public.auth_permission VALUES (356, 'Can view limit extension', 89, 'view_limitextension');
INSERT INTO public.auth_permission VALUES (357, 'Can add message import', 90, 'add_messageimport');
INSERT INTO public.auth_permission VALUES (358, 'Can change message import', 90, 'change_messageimport');
INSERT INTO public.auth_permission VALUES (359, 'Can delete message import', 90, 'delete_messageimport');
INSERT INTO public.auth_permission VALUES (360, 'Can view message import', 90, 'view_messageimport');
INSERT INTO public.auth_permission VALUES (361, 'Can add message row', 91, 'add_messagerow');
INSERT INTO public.auth_permission VALUES (362, 'Can change message row', 91, 'change_messagerow');
INSERT INTO public.auth_permission VALUES (363, 'Can delete message row', 91, 'delete_messagerow');
INSERT INTO public.auth_permission VALUES (364, 'Can view message row', 91, 'view_messagerow');
INSERT INTO public.auth_permission VALUES (365, 'Can add hand back', 92, 'add_handback');
INSERT INTO public.auth_permission VALUES (366, 'Can change hand back', 92, 'change_handback');
INSERT INTO public.auth_permission VALUES (367, 'Can delete hand back', 92, 'delete_handback');
INSERT INTO public.auth_permission VALUES (368, 'Can view hand back', 92, 'view_handback');
INSERT INTO public.auth_permission VALUES (369, 'Can add step limit', 93, 'add_steplimit');
INSERT INTO public.auth_permission VALUES (370, 'Can change step limit', 93, 'change_steplimit');
INSERT INTO public.auth_permission VALUES (371, 'Can delete step limit', 93, 'delete_steplimit');
INSERT INTO public.auth_permission VALUES (372, 'Can view step limit', 93, 'view_steplimit');
INSERT INTO public.auth_permission VALUES (373, 'Can add whistle', 94, 'add_whistle');
INSERT INTO public.auth_permission VALUES (374, 'Can change whistle', 94, 'change_whistle');
INSERT INTO public.auth_permission VALUES (375, 'Can delete whistle', 94, 'delete_whistle');
INSERT INTO public.auth_permission VALUES (376, 'Can view whistle', 94, 'view_whistle');
INSERT INTO public.auth_permission VALUES (377, 'Can add whistle call', 95, 'add_whistlecall');
INSERT INTO public.auth_permission VALUES (378, 'Can change whistle call', 95, 'change_whistlecall');
INSERT INTO public.auth_permission VALUES (379, 'Can delete whistle call', 95, 'delete_whistlecall');
INSERT INTO public.auth_permission VALUES (380, 'Can view whistle call', 95, 'view_whistlecall');
INSERT INTO public.auth_permission VALUES (381, 'Can add whistle step', 96, 'add_whistlestep');
INSERT INTO public.auth_permission VALUES (382, 'Can change whistle step', 96, 'change_whistlestep');
INSERT INTO public.auth_permission VALUES (383, 'Can delete whistle step', 96, 'delete_whistlestep');
INSERT INTO public.auth_permission VALUES (384, 'Can view whistle step', 96, 'view_whistlestep');
INSERT INTO public.auth_permission VALUES (385, 'Can add rung', 97, 'add_rung');
INSERT INTO public.auth_permission VALUES (386, 'Can change rung', 97, 'change_rung');
INSERT INTO public.auth_permission VALUES (387, 'Can delete rung', 97, 'delete_rung');
INSERT INTO public.auth_permission VALUES (388, 'Can view rung', 97, 'view_rung');
INSERT INTO public.auth_permission VALUES (389, 'Can add notice', 98, 'add_notice');
INSERT INTO public.auth_permission VALUES (390, 'Can change notice', 98, 'change_notice');
INSERT INTO public.auth_permission VALUES (391, 'Can delete notice', 98, 'delete_notice');
INSERT INTO public.auth_permission VALUES (392, 'Can view notice', 98, 'view_notice');
INSERT INTO public.auth_permission VALUES (393, 'Can add call attempt', 99, 'add_callattempt');
INSERT INTO public.auth_permission VALUES (394, 'Can change call attempt', 99, 'change_callattempt');
INSERT INTO public.auth_permission VALUES (395, 'Can delete call attempt', 99, 'delete_callattempt');
INSERT INTO public.auth_permission VALUES (396, 'Can view call attempt', 99, 'view_callattempt');
INSERT INTO public.auth_permission VALUES (397, 'Can add follow up rule', 100, 'add_followuprule');
INSERT INTO public.auth_permission VALUES (398, 'Can change follow up rule', 100, 'change_followuprule');
INSERT INTO public.auth_permission VALUES (399, 'Can delete follow up rule', 100, 'delete_followuprule');
INSERT INTO public.auth_permission VALUES (400, 'Can view follow up rule', 100, 'view_followuprule');
INSERT INTO public.auth_permission VALUES (401, 'Can add sample', 101, 'add_sample');
INSERT INTO public.auth_permission VALUES (402, 'Can change sample', 101, 'change_sample');
INSERT INTO public.auth_permission VALUES (403, 'Can delete sample', 101, 'delete_sample');
INSERT INTO public.auth_permission VALUES (404, 'Can view sample', 101, 'view_sample');
INSERT INTO public.auth_permission VALUES (405, 'Can add sample line', 102, 'add_sampleline');
INSERT INTO public.auth_permission VALUES (406, 'Can change sample line', 102, 'change_sampleline');
INSERT INTO public.auth_permission VALUES (407, 'Can delete sample line', 102, 'delete_sampleline');
INSERT INTO public.auth_permission VALUES (408, 'Can view sample line', 102, 'view_sampleline');
INSERT INTO public.auth_permission VALUES (409, 'Can add rate exclusion', 103, 'add_rateexclusion');
INSERT INTO public.auth_permission VALUES (410, 'Can change rate exclusion', 103, 'change_rateexclusion');
INSERT INTO public.auth_permission VALUES (411, 'Can delete rate exclusion', 103, 'delete_rateexclusion');
INSERT INTO public.auth_permission VALUES (412, 'Can view rate exclusion', 103, 'view_rateexclusion');
INSERT INTO public.auth_permission VALUES (413, 'Can add case merge', 104, 'add_casemerge');
INSERT INTO public.auth_permission VALUES (414, 'Can change case merge', 104, 'change_casemerge');
INSERT INTO public.auth_permission VALUES (415, 'Can delete case merge', 104, 'delete_casemerge');
INSERT INTO public.auth_permission VALUES (416, 'Can view case merge', 104, 'view_casemerge');
INSERT INTO public.auth_permission VALUES (417, 'Can add merged case', 105, 'add_mergedcase');
INSERT INTO public.auth_permission VALUES (418, 'Can change merged case', 105, 'change_mergedcase');
INSERT INTO public.auth_permission VALUES (419, 'Can delete merged case', 105, 'delete_mergedcase');
INSERT INTO public.auth_permission VALUES (420, 'Can view merged case', 105, 'view_mergedcase');
INSERT INTO public.auth_permission VALUES (421, 'Can add outgoing text', 106, 'add_outgoingtext');
INSERT INTO public.auth_permission VALUES (422, 'Can change outgoing text', 106, 'change_outgoingtext');
INSERT INTO public.auth_permission VALUES (423, 'Can delete outgoing text', 106, 'delete_outgoingtext');
INSERT INTO public.auth_permission VALUES (424, 'Can view outgoing text', 106, 'view_outgoingtext');
INSERT INTO public.auth_permission VALUES (425, 'Can add feedback', 107, 'add_feedback');
INSERT INTO public.auth_permission VALUES (426, 'Can change feedback', 107, 'change_feedback');
INSERT INTO public.auth_permission VALUES (427, 'Can delete feedback', 107, 'delete_feedback');
INSERT INTO public.auth_permission VALUES (428, 'Can view feedback', 107, 'view_feedback');
INSERT INTO public.auth_permission VALUES (429, 'Can add contact card', 108, 'add_contactcard');
INSERT INTO public.auth_permission VALUES (430, 'Can change contact card', 108, 'change_contactcard');
INSERT INTO public.auth_permission VALUES (431, 'Can delete contact card', 108, 'delete_contactcard');
INSERT INTO public.auth_permission VALUES (432, 'Can view contact card', 108, 'view_contactcard');
INSERT INTO public.auth_permission VALUES (433, 'Can add outreach contact', 109, 'add_outreachcontact');
INSERT INTO public.auth_permission VALUES (434, 'Can change outreach contact', 109, 'change_outreachcontact');
INSERT INTO public.auth_permission VALUES (435, 'Can delete outreach contact', 109, 'delete_outreachcontact');
INSERT INTO public.auth_permission VALUES (436, 'Can view outreach contact', 109, 'view_outreachcontact');
INSERT INTO public.auth_permission VALUES (437, 'Can add outreach rule', 110, 'add_outreachrule');
INSERT INTO public.auth_permission VALUES (438, 'Can change outreach rule', 110, 'change_outreachrule');
INSERT INTO public.auth_permission VALUES (439, 'Can delete outreach rule', 110, 'delete_outreachrule');
INSERT INTO public.auth_permission VALUES (440, 'Can view outreach rule', 110, 'view_outreachrule');
INSERT INTO public.auth_permission VALUES (441, 'Can add provider', 111, 'add_provider');
INSERT INTO public.auth_permission VALUES (442, 'Can change provider', 111, 'change_provider');
INSERT INTO public.auth_permission VALUES (443, 'Can delete provider', 111, 'delete_provider');
INSERT INTO public.auth_permission VALUES (444, 'Can view provider', 111, 'view_provider');
INSERT INTO public.auth_permission VALUES (445, 'Can add payment difficulty', 112, 'add_paymentdifficulty');
INSERT INTO public.auth_permission VALUES (446, 'Can change payment difficulty', 112, 'change_paymentdifficulty');
INSERT INTO public.auth_permission VALUES (447, 'Can delete payment difficulty', 112, 'delete_paymentdifficulty');
INSERT INTO public.auth_permission VALUES (448, 'Can view payment difficulty', 112, 'view_paymentdifficulty');
INSERT INTO public.auth_permission VALUES (449, 'Can add payment register rule', 113, 'add_paymentregisterrule');
INSERT INTO public.auth_permission VALUES (450, 'Can change payment register rule', 113, 'change_paymentregisterrule');
INSERT INTO public.auth_permission VALUES (451, 'Can delete payment register rule', 113, 'delete_paymentregisterrule');
INSERT INTO public.auth_permission VALUES (452, 'Can view payment register rule', 113, 'view_paymentregisterrule');
INSERT INTO public.auth_permission VALUES (453, 'Can add receipt', 114, 'add_receipt');
INSERT INTO public.auth_permission VALUES (454, 'Can change receipt', 114, 'change_receipt');
INSERT INTO public.auth_permission VALUES (455, 'Can delete receipt', 114, 'delete_receipt');
INSERT INTO public.auth_permission VALUES (456, 'Can view receipt', 114, 'view_receipt');
INSERT INTO public.auth_permission VALUES (457, 'Can add tenant', 115, 'add_tenant');
INSERT INTO public.auth_permission VALUES (458, 'Can change tenant', 115, 'change_tenant');
INSERT INTO public.auth_permission VALUES (459, 'Can delete tenant', 115, 'delete_tenant');
INSERT INTO public.auth_permission VALUES (460, 'Can view tenant', 115, 'view_tenant');
INSERT INTO public.auth_permission VALUES (461, 'Can add held voice', 116, 'add_heldvoice');
INSERT INTO public.auth_permission VALUES (462, 'Can change held voice', 116, 'change_heldvoice');
INSERT INTO public.auth_permission VALUES (463, 'Can delete held voice', 116, 'delete_heldvoice');
INSERT INTO public.auth_permission VALUES (464, 'Can view held voice', 116, 'view_heldvoice');
INSERT INTO public.auth_permission VALUES (465, 'Can add mediation', 117, 'add_mediation');
INSERT INTO public.auth_permission VALUES (466, 'Can change mediation', 117, 'change_mediation');
INSERT INTO public.auth_permission VALUES (467, 'Can delete mediation', 117, 'delete_mediation');
INSERT INTO public.auth_permission VALUES (468, 'Can view mediation', 117, 'view_mediation');
INSERT INTO public.auth_permission VALUES (469, 'Can add list columns', 118, 'add_listcolumns');
INSERT INTO public.auth_permission VALUES (470, 'Can change list columns', 118, 'change_listcolumns');
INSERT INTO public.auth_permission VALUES (471, 'Can delete list columns', 118, 'delete_listcolumns');
INSERT INTO public.auth_permission VALUES (472, 'Can view list columns', 118, 'view_listcolumns');
INSERT INTO public.auth_permission VALUES (473, 'Can add saved filter', 119, 'add_savedfilter');
INSERT INTO public.auth_permission VALUES (474, 'Can change saved filter', 119, 'change_savedfilter');
INSERT INTO public.auth_permission VALUES (475, 'Can delete saved filter', 119, 'delete_savedfilter');
INSERT INTO public.auth_permission VALUES (476, 'Can view saved filter', 119, 'view_savedfilter');
INSERT INTO public.auth_permission VALUES (477, 'Can add reminder number', 120, 'add_remindernumber');
INSERT INTO public.auth_permission VALUES (478, 'Can change reminder number', 120, 'change_remindernumber');
INSERT INTO public.auth_permission VALUES (479, 'Can delete reminder number', 120, 'delete_remindernumber');
INSERT INTO public.auth_permission VALUES (480, 'Can view reminder number', 120, 'view_remindernumber');
INSERT INTO public.auth_permission VALUES (481, 'Can add mediation handover', 121, 'add_mediationhandover');
INSERT INTO public.auth_permission VALUES (482, 'Can change mediation handover', 121, 'change_mediationhandover');
INSERT INTO public.auth_permission VALUES (483, 'Can delete mediation handover', 121, 'delete_mediationhandover');
INSERT INTO public.auth_permission VALUES (484, 'Can view mediation handover', 121, 'view_mediationhandover');
INSERT INTO public.auth_permission VALUES (485, 'Can add retention rule', 122, 'add_retentionrule');
INSERT INTO public.auth_permission VALUES (486, 'Can change retention rule', 122, 'change_retentionrule');
INSERT INTO public.auth_permission VALUES (487, 'Can delete retention rule', 122, 'delete_retentionrule');
INSERT INTO public.auth_permission VALUES (488, 'Can view retention rule', 122, 'view_retentionrule');
INSERT INTO public.auth_permission VALUES (489, 'Can add retention run', 123, 'add_retentionrun');
INSERT INTO public.auth_permission VALUES (490, 'Can change retention run', 123, 'change_retentionrun');
INSERT INTO public.auth_permission VALUES (491, 'Can delete retention run', 123, 'delete_retentionrun');
INSERT INTO public.auth_permission VALUES (492, 'Can view retention run', 123, 'view_retentionrun');
INSERT INTO public.auth_permission VALUES (493, 'Can add skill', 124, 'add_skill');
INSERT INTO public.auth_permission VALUES (494, 'Can change skill', 124, 'change_skill');
INSERT INTO public.auth_permission VALUES (495, 'Can delete skill', 124, 'delete_skill');
INSERT INTO public.auth_permission VALUES (496, 'Can view skill', 124, 'view_skill');
INSERT INTO public.auth_permission VALUES (497, 'Can add help task', 125, 'add_helptask');
INSERT INTO public.auth_permission VALUES (498, 'Can change help task', 125, 'change_helptask');
INSERT INTO public.auth_permission VALUES (499, 'Can delete help task', 125, 'delete_helptask');
INSERT INTO public.auth_permission VALUES (500, 'Can view help task', 125, 'view_helptask');
INSERT INTO public.auth_permission VALUES (501, 'Can add helper skill', 126, 'add_helperskill');
INSERT INTO public.auth_permission VALUES (502, 'Can change helper skill', 126, 'change_helperskill');
INSERT INTO public.auth_permission VALUES (503, 'Can delete helper skill', 126, 'delete_helperskill');
INSERT INTO public.auth_permission VALUES (504, 'Can view helper skill', 126, 'view_helperskill');
INSERT INTO public.auth_permission VALUES (505, 'Can add claim', 127, 'add_claim');
INSERT INTO public.auth_permission VALUES (506, 'Can change claim', 127, 'change_claim');
INSERT INTO public.auth_permission VALUES (507, 'Can delete claim', 127, 'delete_claim');
INSERT INTO public.auth_permission VALUES (508, 'Can view claim', 127, 'view_claim');
INSERT INTO public.auth_permission VALUES (509, 'Can add push rule', 128, 'add_pushrule');
INSERT INTO public.auth_permission VALUES (510, 'Can change push rule', 128, 'change_pushrule');
INSERT INTO public.auth_permission VALUES (511, 'Can delete push rule', 128, 'delete_pushrule');
INSERT INTO public.auth_permission VALUES (512, 'Can view push rule', 128, 'view_pushrule');
INSERT INTO public.auth_permission VALUES (513, 'Can add helper', 129, 'add_helper');
INSERT INTO public.auth_permission VALUES (514, 'Can change helper', 129, 'change_helper');
INSERT INTO public.auth_permission VALUES (515, 'Can delete helper', 129, 'delete_helper');
INSERT INTO public.auth_permission VALUES (516, 'Can view helper', 129, 'view_helper');
INSERT INTO public.auth_permission VALUES (517, 'Can add offer', 130, 'add_offer');
INSERT INTO public.auth_permission VALUES (518, 'Can change offer', 130, 'change_offer');
INSERT INTO public.auth_permission VALUES (519, 'Can delete offer', 130, 'delete_offer');
INSERT INTO public.auth_permission VALUES (520, 'Can view offer', 130, 'view_offer');
INSERT INTO public.auth_permission VALUES (521, 'Can add visit record', 131, 'add_visitrecord');
INSERT INTO public.auth_permission VALUES (522, 'Can change visit record', 131, 'change_visitrecord');
INSERT INTO public.auth_permission VALUES (523, 'Can delete visit record', 131, 'delete_visitrecord');
INSERT INTO public.auth_permission VALUES (524, 'Can view visit record', 131, 'view_visitrecord');
INSERT INTO public.auth_permission VALUES (525, 'Can add demonstration base', 132, 'add_demonstrationbase');
INSERT INTO public.auth_permission VALUES (526, 'Can change demonstration base', 132, 'change_demonstrationbase');
INSERT INTO public.auth_permission VALUES (527, 'Can delete demonstration base', 132, 'delete_demonstrationbase');
INSERT INTO public.auth_permission VALUES (528, 'Can view demonstration base', 132, 'view_demonstrationbase');
INSERT INTO public.auth_permission VALUES (529, 'Can add service post', 133, 'add_servicepost');
INSERT INTO public.auth_permission VALUES (530, 'Can change service post', 133, 'change_servicepost');
INSERT INTO public.auth_permission VALUES (531, 'Can delete service post', 133, 'delete_servicepost');
INSERT INTO public.auth_permission VALUES (532, 'Can view service post', 133, 'view_servicepost');
INSERT INTO public.auth_permission VALUES (533, 'Can add post holding', 134, 'add_postholding');
INSERT INTO public.auth_permission VALUES (534, 'Can change post holding', 134, 'change_postholding');
INSERT INTO public.auth_permission VALUES (535, 'Can delete post holding', 134, 'delete_postholding');
INSERT INTO public.auth_permission VALUES (536, 'Can view post holding', 134, 'view_postholding');
INSERT INTO public.auth_permission VALUES (537, 'Can add responsibility zone', 135, 'add_responsibilityzone');
INSERT INTO public.auth_permission VALUES (538, 'Can change responsibility zone', 135, 'change_responsibilityzone');
INSERT INTO public.auth_permission VALUES (539, 'Can delete responsibility zone', 135, 'delete_responsibilityzone');
INSERT INTO public.auth_permission VALUES (540, 'Can view responsibility zone', 135, 'view_responsibilityzone');
INSERT INTO public.auth_permission VALUES (541, 'Can add zone area', 136, 'add_zonearea');
INSERT INTO public.auth_permission VALUES (542, 'Can change zone area', 136, 'change_zonearea');
INSERT INTO public.auth_permission VALUES (543, 'Can delete zone area', 136, 'delete_zonearea');
INSERT INTO public.auth_permission VALUES (544, 'Can view zone area', 136, 'view_zonearea');
INSERT INTO public.auth_permission VALUES (545, 'Can add pairing', 137, 'add_pairing');
INSERT INTO public.auth_permission VALUES (546, 'Can change pairing', 137, 'change_pairing');
INSERT INTO public.auth_permission VALUES (547, 'Can delete pairing', 137, 'delete_pairing');
INSERT INTO public.auth_permission VALUES (548, 'Can view pairing', 137, 'view_pairing');
INSERT INTO public.auth_permission VALUES (549, 'Can add recurring visit', 138, 'add_recurringvisit');
INSERT INTO public.auth_permission VALUES (550, 'Can change recurring visit', 138, 'change_recurringvisit');
INSERT INTO public.auth_permission VALUES (551, 'Can delete recurring visit', 138, 'delete_recurringvisit');
INSERT INTO public.auth_permission VALUES (552, 'Can view recurring visit', 138, 'view_recurringvisit');
INSERT INTO public.auth_permission VALUES (553, 'Can add recurring task', 139, 'add_recurringtask');
INSERT INTO public.auth_permission VALUES (554, 'Can change recurring task', 139, 'change_recurringtask');
INSERT INTO public.auth_permission VALUES (555, 'Can delete recurring task', 139, 'delete_recurringtask');
INSERT INTO public.auth_permission VALUES (556, 'Can view recurring task', 139, 'view_recurringtask');
INSERT INTO public.auth_permission VALUES (557, 'Can add proxy shopping', 140, 'add_proxyshopping');
INSERT INTO public.auth_permission VALUES (558, 'Can change proxy shopping', 140, 'change_proxyshopping');
INSERT INTO public.auth_permission VALUES (559, 'Can delete proxy shopping', 140, 'delete_proxyshopping');
INSERT INTO public.auth_permission VALUES (560, 'Can view proxy shopping', 140, 'view_proxyshopping');
INSERT INTO public.auth_permission VALUES (561, 'Can add required act', 141, 'add_requiredact');
INSERT INTO public.auth_permission VALUES (562, 'Can change required act', 141, 'change_requiredact');
INSERT INTO public.auth_permission VALUES (563, 'Can delete required act', 141, 'delete_requiredact');
INSERT INTO public.auth_permission VALUES (564, 'Can view required act', 141, 'view_requiredact');
INSERT INTO public.auth_permission VALUES (565, 'Can add act done', 142, 'add_actdone');
INSERT INTO public.auth_permission VALUES (566, 'Can change act done', 142, 'change_actdone');
INSERT INTO public.auth_permission VALUES (567, 'Can delete act done', 142, 'delete_actdone');
INSERT INTO public.auth_permission VALUES (568, 'Can view act done', 142, 'view_actdone');
INSERT INTO public.auth_permission VALUES (569, 'Can add check in', 143, 'add_checkin');
INSERT INTO public.auth_permission VALUES (570, 'Can change check in', 143, 'change_checkin');
INSERT INTO public.auth_permission VALUES (571, 'Can delete check in', 143, 'delete_checkin');
INSERT INTO public.auth_permission VALUES (572, 'Can view check in', 143, 'view_checkin');
INSERT INTO public.auth_permission VALUES (573, 'Can add hall shift', 144, 'add_hallshift');
INSERT INTO public.auth_permission VALUES (574, 'Can change hall shift', 144, 'change_hallshift');
INSERT INTO public.auth_permission VALUES (575, 'Can delete hall shift', 144, 'delete_hallshift');
INSERT INTO public.auth_permission VALUES (576, 'Can view hall shift', 144, 'view_hallshift');
INSERT INTO public.auth_permission VALUES (577, 'Can add guidance', 145, 'add_guidance');
INSERT INTO public.auth_permission VALUES (578, 'Can change guidance', 145, 'change_guidance');
INSERT INTO public.auth_permission VALUES (579, 'Can delete guidance', 145, 'delete_guidance');
INSERT INTO public.auth_permission VALUES (580, 'Can view guidance', 145, 'view_guidance');
INSERT INTO public.auth_permission VALUES (581, 'Can add post match', 146, 'add_postmatch');
INSERT INTO public.auth_permission VALUES (582, 'Can change post match', 146, 'change_postmatch');
INSERT INTO public.auth_permission VALUES (583, 'Can delete post match', 146, 'delete_postmatch');
INSERT INTO public.auth_permission VALUES (584, 'Can view post match', 146, 'view_postmatch');
INSERT INTO public.auth_permission VALUES (585, 'Can add help confirmation', 147, 'add_helpconfirmation');
INSERT INTO public.auth_permission VALUES (586, 'Can change help confirmation', 147, 'change_helpconfirmation');
INSERT INTO public.auth_permission VALUES (587, 'Can delete help confirmation', 147, 'delete_helpconfirmation');
INSERT INTO public.auth_permission VALUES (588, 'Can view help confirmation', 147, 'view_helpconfirmation');
INSERT INTO public.auth_permission VALUES (589, 'Can add sign in', 148, 'add_signin');
INSERT INTO public.auth_permission VALUES (590, 'Can change sign in', 148, 'change_signin');
INSERT INTO public.auth_permission VALUES (591, 'Can delete sign in', 148, 'delete_signin');
INSERT INTO public.auth_permission VALUES (592, 'Can view sign in', 148, 'view_signin');
INSERT INTO public.auth_permission VALUES (593, 'Can add sign in sheet', 149, 'add_signinsheet');
INSERT INTO public.auth_permission VALUES (594, 'Can change sign in sheet', 149, 'change_signinsheet');
INSERT INTO public.auth_permission VALUES (595, 'Can delete sign in sheet', 149, 'delete_signinsheet');
INSERT INTO public.auth_permission VALUES (596, 'Can view sign in sheet', 149, 'view_signinsheet');
INSERT INTO public.auth_permission VALUES (597, 'Can add visit photo', 150, 'add_visitphoto');
INSERT INTO public.auth_permission VALUES (598, 'Can change visit photo', 150, 'change_visitphoto');
INSERT INTO public.auth_permission VALUES (599, 'Can delete visit photo', 150, 'delete_visitphoto');
INSERT INTO public.auth_permission VALUES (600, 'Can view visit photo', 150, 'view_visitphoto');
INSERT INTO public.auth_permission VALUES (601, 'Can add visit calendar', 151, 'add_visitcalendar');
INSERT INTO public.auth_permission VALUES (602, 'Can change visit calendar', 151, 'change_visitcalendar');
INSERT INTO public.auth_permission VALUES (603, 'Can delete visit calendar', 151, 'delete_visitcalendar');
INSERT INTO public.auth_permission VALUES (604, 'Can view visit calendar', 151, 'view_visitcalendar');
INSERT INTO public.auth_permission VALUES (605, 'Can add confirmation notice', 152, 'add_confirmationnotice');
INSERT INTO public.auth_permission VALUES (606, 'Can change confirmation notice', 152, 'change_confirmationnotice');
INSERT INTO public.auth_permission VALUES (607, 'Can delete confirmation notice', 152, 'delete_confirmationnotice');
INSERT INTO public.auth_permission VALUES (608, 'Can view confirmation notice', 152, 'view_confirmationnotice');
INSERT INTO public.auth_permission VALUES (609, 'Can add tried file', 153, 'add_triedfile');
INSERT INTO public.auth_permission VALUES (610, 'Can change tried file', 153, 'change_triedfile');
INSERT INTO public.auth_permission VALUES (611, 'Can delete tried file', 153, 'delete_triedfile');
INSERT INTO public.auth_permission VALUES (612, 'Can view tried file', 153, 'view_triedfile');
INSERT INTO public.auth_permission VALUES (613, 'Can add study offer', 154, 'add_studyoffer');
INSERT INTO public.auth_permission VALUES (614, 'Can change study offer', 154, 'change_studyoffer');
INSERT INTO public.auth_permission VALUES (615, 'Can delete study offer', 154, 'delete_studyoffer');
INSERT INTO public.auth_permission VALUES (616, 'Can view study offer', 154, 'view_studyoffer');
INSERT INTO public.auth_permission VALUES (617, 'Can add study place', 155, 'add_studyplace');
INSERT INTO public.auth_permission VALUES (618, 'Can change study place', 155, 'change_studyplace');
INSERT INTO public.auth_permission VALUES (619, 'Can delete study place', 155, 'delete_studyplace');
INSERT INTO public.auth_permission VALUES (620, 'Can view study place', 155, 'view_studyplace');
INSERT INTO public.auth_permission VALUES (621, 'Can add phoned word', 156, 'add_phonedword');
INSERT INTO public.auth_permission VALUES (622, 'Can change phoned word', 156, 'change_phonedword');
INSERT INTO public.auth_permission VALUES (623, 'Can delete phoned word', 156, 'delete_phonedword');
INSERT INTO public.auth_permission VALUES (624, 'Can view phoned word', 156, 'view_phonedword');
INSERT INTO public.auth_permission VALUES (625, 'Can add figure', 157, 'add_figure');
INSERT INTO public.auth_permission VALUES (626, 'Can change figure', 157, 'change_figure');
INSERT INTO public.auth_permission VALUES (627, 'Can delete figure', 157, 'delete_figure');
INSERT INTO public.auth_permission VALUES (628, 'Can view figure', 157, 'view_figure');
INSERT INTO public.auth_permission VALUES (629, 'Can add year goal', 158, 'add_yeargoal');
INSERT INTO public.auth_permission VALUES (630, 'Can change year goal', 158, 'change_yeargoal');
INSERT INTO public.auth_permission VALUES (631, 'Can delete year goal', 158, 'delete_yeargoal');
INSERT INTO public.auth_permission VALUES (632, 'Can view year goal', 158, 'view_yeargoal');


















































































































































































































INSERT INTO public.django_content_type VALUES (1, 'auth', 'permission');
INSERT INTO public.django_content_type VALUES (2, 'auth', 'group');
INSERT INTO public.django_content_type VALUES (3, 'contenttypes', 'contenttype');
INSERT INTO public.django_content_type VALUES (4, 'procrastinate', 'procrastinateevent');
INSERT INTO public.django_content_type VALUES (5, 'procrastinate', 'procrastinatejob');
INSERT INTO public.django_content_type VALUES (6, 'procrastinate', 'procrastinateperiodicdefer');
INSERT INTO public.django_content_type VALUES (7, 'procrastinate', 'procrastinateworker');
INSERT INTO public.django_content_type VALUES (8, 'axes', 'accessattempt');
INSERT INTO public.django_content_type VALUES (9, 'axes', 'accesslog');
INSERT INTO public.django_content_type VALUES (10, 'axes', 'accessfailurelog');
INSERT INTO public.django_content_type VALUES (11, 'axes', 'accessattemptexpiration');
INSERT INTO public.django_content_type VALUES (12, 'foundation', 'factrow');
INSERT INTO public.django_content_type VALUES (13, 'foundation', 'account');
INSERT INTO public.django_content_type VALUES (14, 'foundation', 'calendarday');
INSERT INTO public.django_content_type VALUES (15, 'foundation', 'role');
INSERT INTO public.django_content_type VALUES (16, 'foundation', 'seal');
INSERT INTO public.django_content_type VALUES (17, 'foundation', 'answer');
INSERT INTO public.django_content_type VALUES (18, 'foundation', 'division');
INSERT INTO public.django_content_type VALUES (19, 'foundation', 'grant');
INSERT INTO public.django_content_type VALUES (20, 'foundation', 'reading');
INSERT INTO public.django_content_type VALUES (21, 'foundation', 'client');
INSERT INTO public.django_content_type VALUES (22, 'foundation', 'clientminute');
INSERT INTO public.django_content_type VALUES (23, 'foundation', 'token');
INSERT INTO public.django_content_type VALUES (24, 'foundation', 'subscription');
INSERT INTO public.django_content_type VALUES (25, 'foundation', 'outgoingfact');
INSERT INTO public.django_content_type VALUES (26, 'foundation', 'opensession');
INSERT INTO public.django_content_type VALUES (27, 'foundation', 'keychallenge');
INSERT INTO public.django_content_type VALUES (28, 'foundation', 'securitykey');
INSERT INTO public.django_content_type VALUES (29, 'foundation', 'logreader');
INSERT INTO public.django_content_type VALUES (30, 'foundation', 'calendaryear');
INSERT INTO public.django_content_type VALUES (31, 'registry', 'household');
INSERT INTO public.django_content_type VALUES (32, 'registry', 'organisation');
INSERT INTO public.django_content_type VALUES (33, 'registry', 'person');
INSERT INTO public.django_content_type VALUES (34, 'registry', 'membership');
INSERT INTO public.django_content_type VALUES (35, 'registry', 'merge');
INSERT INTO public.django_content_type VALUES (36, 'registry', 'possibleduplicate');
INSERT INTO public.django_content_type VALUES (37, 'registry', 'consent');
INSERT INTO public.django_content_type VALUES (38, 'registry', 'datarequest');
INSERT INTO public.django_content_type VALUES (39, 'registry', 'focusline');
INSERT INTO public.django_content_type VALUES (40, 'registry', 'kinship');
INSERT INTO public.django_content_type VALUES (41, 'registry', 'partnership');
INSERT INTO public.django_content_type VALUES (42, 'registry', 'programme');
INSERT INTO public.django_content_type VALUES (43, 'registry', 'programmelabel');
INSERT INTO public.django_content_type VALUES (44, 'registry', 'proxy');
INSERT INTO public.django_content_type VALUES (45, 'registry', 'purpose');
INSERT INTO public.django_content_type VALUES (46, 'registry', 'residence');
INSERT INTO public.django_content_type VALUES (47, 'registry', 'stakeholder');
INSERT INTO public.django_content_type VALUES (48, 'registry', 'stakeholderterm');
INSERT INTO public.django_content_type VALUES (49, 'registry', 'requestlimit');
INSERT INTO public.django_content_type VALUES (50, 'registry', 'registryimport');
INSERT INTO public.django_content_type VALUES (51, 'registry', 'registryrow');
INSERT INTO public.django_content_type VALUES (52, 'registry', 'derivedlist');
INSERT INTO public.django_content_type VALUES (53, 'registry', 'sharing');
INSERT INTO public.django_content_type VALUES (54, 'registry', 'factkind');
INSERT INTO public.django_content_type VALUES (55, 'registry', 'formtemplate');
INSERT INTO public.django_content_type VALUES (56, 'registry', 'knownfact');
INSERT INTO public.django_content_type VALUES (57, 'catalogue', 'category');
INSERT INTO public.django_content_type VALUES (58, 'catalogue', 'responsibilityitem');
INSERT INTO public.django_content_type VALUES (59, 'catalogue', 'itemcohandler');
INSERT INTO public.django_content_type VALUES (60, 'catalogue', 'unclearitem');
INSERT INTO public.django_content_type VALUES (61, 'catalogue', 'arbitrationlimit');
INSERT INTO public.django_content_type VALUES (62, 'catalogue', 'decisionnotice');
INSERT INTO public.django_content_type VALUES (63, 'catalogue', 'draftitem');
INSERT INTO public.django_content_type VALUES (64, 'catalogue', 'leadproposal');
INSERT INTO public.django_content_type VALUES (65, 'catalogue', 'listdraft');
INSERT INTO public.django_content_type VALUES (66, 'catalogue', 'commitmentregister');
INSERT INTO public.django_content_type VALUES (67, 'catalogue', 'commitment');
INSERT INTO public.django_content_type VALUES (68, 'catalogue', 'evidence');
INSERT INTO public.django_content_type VALUES (69, 'catalogue', 'fourrolechain');
INSERT INTO public.django_content_type VALUES (70, 'catalogue', 'guide');
INSERT INTO public.django_content_type VALUES (71, 'catalogue', 'costoption');
INSERT INTO public.django_content_type VALUES (72, 'catalogue', 'requireddocument');
INSERT INTO public.django_content_type VALUES (73, 'catalogue', 'serviceitem');
INSERT INTO public.django_content_type VALUES (74, 'catalogue', 'commitmentrating');
INSERT INTO public.django_content_type VALUES (75, 'catalogue', 'draftimport');
INSERT INTO public.django_content_type VALUES (76, 'cases', 'case');
INSERT INTO public.django_content_type VALUES (77, 'cases', 'circumstance');
INSERT INTO public.django_content_type VALUES (78, 'cases', 'cohandler');
INSERT INTO public.django_content_type VALUES (79, 'cases', 'limit');
INSERT INTO public.django_content_type VALUES (80, 'cases', 'task');
INSERT INTO public.django_content_type VALUES (81, 'cases', 'delivery');
INSERT INTO public.django_content_type VALUES (82, 'cases', 'verification');
INSERT INTO public.django_content_type VALUES (83, 'cases', 'voice');
INSERT INTO public.django_content_type VALUES (84, 'cases', 'telling');
INSERT INTO public.django_content_type VALUES (85, 'cases', 'trainedmodel');
INSERT INTO public.django_content_type VALUES (86, 'cases', 'reason');
INSERT INTO public.django_content_type VALUES (87, 'cases', 'guess');
INSERT INTO public.django_content_type VALUES (88, 'cases', 'limitpause');
INSERT INTO public.django_content_type VALUES (89, 'cases', 'limitextension');
INSERT INTO public.django_content_type VALUES (90, 'cases', 'messageimport');
INSERT INTO public.django_content_type VALUES (91, 'cases', 'messagerow');
INSERT INTO public.django_content_type VALUES (92, 'cases', 'handback');
INSERT INTO public.django_content_type VALUES (93, 'cases', 'steplimit');
INSERT INTO public.django_content_type VALUES (94, 'cases', 'whistle');
INSERT INTO public.django_content_type VALUES (95, 'cases', 'whistlecall');
INSERT INTO public.django_content_type VALUES (96, 'cases', 'whistlestep');
INSERT INTO public.django_content_type VALUES (97, 'cases', 'rung');
INSERT INTO public.django_content_type VALUES (98, 'cases', 'notice');
INSERT INTO public.django_content_type VALUES (99, 'cases', 'callattempt');
INSERT INTO public.django_content_type VALUES (100, 'cases', 'followuprule');
INSERT INTO public.django_content_type VALUES (101, 'cases', 'sample');
INSERT INTO public.django_content_type VALUES (102, 'cases', 'sampleline');
INSERT INTO public.django_content_type VALUES (103, 'cases', 'rateexclusion');
INSERT INTO public.django_content_type VALUES (104, 'cases', 'casemerge');
INSERT INTO public.django_content_type VALUES (105, 'cases', 'mergedcase');
INSERT INTO public.django_content_type VALUES (106, 'cases', 'outgoingtext');
INSERT INTO public.django_content_type VALUES (107, 'cases', 'feedback');
INSERT INTO public.django_content_type VALUES (108, 'cases', 'contactcard');
INSERT INTO public.django_content_type VALUES (109, 'cases', 'outreachcontact');
INSERT INTO public.django_content_type VALUES (110, 'cases', 'outreachrule');
INSERT INTO public.django_content_type VALUES (111, 'cases', 'provider');
INSERT INTO public.django_content_type VALUES (112, 'cases', 'paymentdifficulty');
INSERT INTO public.django_content_type VALUES (113, 'cases', 'paymentregisterrule');
INSERT INTO public.django_content_type VALUES (114, 'cases', 'receipt');
INSERT INTO public.django_content_type VALUES (115, 'cases', 'tenant');
INSERT INTO public.django_content_type VALUES (116, 'cases', 'heldvoice');
INSERT INTO public.django_content_type VALUES (117, 'cases', 'mediation');
INSERT INTO public.django_content_type VALUES (118, 'cases', 'listcolumns');
INSERT INTO public.django_content_type VALUES (119, 'cases', 'savedfilter');
INSERT INTO public.django_content_type VALUES (120, 'cases', 'remindernumber');
INSERT INTO public.django_content_type VALUES (121, 'cases', 'mediationhandover');
INSERT INTO public.django_content_type VALUES (122, 'cases', 'retentionrule');
INSERT INTO public.django_content_type VALUES (123, 'cases', 'retentionrun');
INSERT INTO public.django_content_type VALUES (124, 'dispatch', 'skill');
INSERT INTO public.django_content_type VALUES (125, 'dispatch', 'helptask');
INSERT INTO public.django_content_type VALUES (126, 'dispatch', 'helperskill');
INSERT INTO public.django_content_type VALUES (127, 'dispatch', 'claim');
INSERT INTO public.django_content_type VALUES (128, 'dispatch', 'pushrule');
INSERT INTO public.django_content_type VALUES (129, 'dispatch', 'helper');
INSERT INTO public.django_content_type VALUES (130, 'dispatch', 'offer');
INSERT INTO public.django_content_type VALUES (131, 'dispatch', 'visitrecord');
INSERT INTO public.django_content_type VALUES (132, 'dispatch', 'demonstrationbase');
INSERT INTO public.django_content_type VALUES (133, 'dispatch', 'servicepost');
INSERT INTO public.django_content_type VALUES (134, 'dispatch', 'postholding');
INSERT INTO public.django_content_type VALUES (135, 'dispatch', 'responsibilityzone');
INSERT INTO public.django_content_type VALUES (136, 'dispatch', 'zonearea');
INSERT INTO public.django_content_type VALUES (137, 'dispatch', 'pairing');
INSERT INTO public.django_content_type VALUES (138, 'dispatch', 'recurringvisit');
INSERT INTO public.django_content_type VALUES (139, 'dispatch', 'recurringtask');
INSERT INTO public.django_content_type VALUES (140, 'dispatch', 'proxyshopping');
INSERT INTO public.django_content_type VALUES (141, 'dispatch', 'requiredact');
INSERT INTO public.django_content_type VALUES (142, 'dispatch', 'actdone');
INSERT INTO public.django_content_type VALUES (143, 'dispatch', 'checkin');
INSERT INTO public.django_content_type VALUES (144, 'dispatch', 'hallshift');
INSERT INTO public.django_content_type VALUES (145, 'dispatch', 'guidance');
INSERT INTO public.django_content_type VALUES (146, 'dispatch', 'postmatch');
INSERT INTO public.django_content_type VALUES (147, 'dispatch', 'helpconfirmation');
INSERT INTO public.django_content_type VALUES (148, 'dispatch', 'signin');
INSERT INTO public.django_content_type VALUES (149, 'dispatch', 'signinsheet');
INSERT INTO public.django_content_type VALUES (150, 'dispatch', 'visitphoto');
INSERT INTO public.django_content_type VALUES (151, 'dispatch', 'visitcalendar');
INSERT INTO public.django_content_type VALUES (152, 'dispatch', 'confirmationnotice');
INSERT INTO public.django_content_type VALUES (153, 'dispatch', 'triedfile');
INSERT INTO public.django_content_type VALUES (154, 'dispatch', 'studyoffer');
INSERT INTO public.django_content_type VALUES (155, 'dispatch', 'studyplace');
INSERT INTO public.django_content_type VALUES (156, 'dispatch', 'phonedword');
INSERT INTO public.django_content_type VALUES (157, 'indicators', 'figure');
INSERT INTO public.django_content_type VALUES (158, 'indicators', 'yeargoal');


INSERT INTO public.django_migrations VALUES (1, 'contenttypes', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (2, 'contenttypes', '0002_remove_content_type_name', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (3, 'auth', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (4, 'auth', '0002_alter_permission_name_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (5, 'auth', '0003_alter_user_email_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (6, 'auth', '0004_alter_user_username_opts', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (7, 'auth', '0005_alter_user_last_login_null', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (8, 'auth', '0006_require_contenttypes_0002', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (9, 'auth', '0007_alter_validators_add_error_messages', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (10, 'auth', '0008_alter_user_username_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (11, 'auth', '0009_alter_user_last_name_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (12, 'auth', '0010_alter_group_name_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (13, 'auth', '0011_update_proxy_permissions', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (14, 'auth', '0012_alter_user_first_name_max_length', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (15, 'axes', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (16, 'axes', '0002_auto_20151217_2044', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (17, 'axes', '0003_auto_20160322_0929', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (18, 'axes', '0004_auto_20181024_1538', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (19, 'axes', '0005_remove_accessattempt_trusted', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (20, 'axes', '0006_remove_accesslog_trusted', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (21, 'axes', '0007_alter_accessattempt_unique_together', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (22, 'axes', '0008_accessfailurelog', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (23, 'axes', '0009_add_session_hash', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (24, 'axes', '0010_accessattemptexpiration', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (25, 'foundation', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (26, 'foundation', '0002_fact_log', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (27, 'foundation', '0003_edition', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (28, 'registry', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (29, 'registry', '0002_edition', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (30, 'registry', '0003_duplicates', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (31, 'registry', '0004_people_and_purposes', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (32, 'registry', '0005_request_limits', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (33, 'foundation', '0004_log_kept', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (34, 'foundation', '0005_divisions_edition', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (35, 'registry', '0006_sheets', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (36, 'foundation', '0006_temporary_password', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (37, 'registry', '0007_lists_and_sharing', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (38, 'registry', '0008_forms', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (39, 'registry', '0009_first_call', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (40, 'registry', '0010_sharing_content', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (41, 'registry', '0011_member_sheets', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (42, 'foundation', '0007_clients', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (43, 'foundation', '0008_second_factor', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (44, 'foundation', '0009_webhooks', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (45, 'foundation', '0010_enterprise_areas', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (46, 'foundation', '0011_open_sessions', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (47, 'registry', '0012_declared_lists', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (48, 'registry', '0013_composed_forms', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (49, 'foundation', '0012_security_keys', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (50, 'registry', '0014_declared_things', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (51, 'catalogue', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (52, 'catalogue', '0002_edition', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (53, 'catalogue', '0003_lists', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (54, 'catalogue', '0004_guides_and_promises', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (55, 'catalogue', '0005_draft_imports', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (56, 'cases', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (57, 'cases', '0002_constraints', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (58, 'cases', '0003_trained_model', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (59, 'cases', '0004_reasons', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (60, 'cases', '0005_guesses_and_open_limits', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (61, 'cases', '0006_pauses', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (62, 'cases', '0007_extensions', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (63, 'cases', '0008_imports', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (64, 'cases', '0009_hand_backs', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (65, 'cases', '0010_co_tasks', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (66, 'cases', '0011_whistles', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (67, 'cases', '0012_ladder', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (68, 'cases', '0013_following', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (69, 'cases', '0014_rates', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (70, 'cases', '0015_merging', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (71, 'cases', '0016_telling', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (72, 'cases', '0017_feedback', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (73, 'cases', '0018_contacts', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (74, 'cases', '0019_voice_has_result', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (75, 'cases', '0020_outreach_and_providers', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (76, 'cases', '0021_payment_register', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (77, 'cases', '0022_tenants', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (78, 'cases', '0023_mediation', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (79, 'cases', '0024_order_anywhere', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (80, 'cases', '0025_words_known', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (81, 'cases', '0026_list_choices', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (82, 'cases', '0027_reminders_of_helpers', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (83, 'cases', '0028_voices_a_day', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (84, 'cases', '0029_mediation_handover', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (85, 'cases', '0030_met', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (86, 'cases', '0031_pairs', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (87, 'cases', '0032_keeping', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (88, 'cases', '0033_texts_taken_first', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (89, 'cases', '0034_delivery_noted_by', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (90, 'cases', '0035_filters_without_words', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (91, 'cases', '0036_second_hand_back', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (92, 'cases', '0037_ladder_of_co_handlers', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (93, 'cases', '0038_lists_and_hands', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (94, 'cases', '0039_no_arbiter', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (95, 'cases', '0040_kinds_of_texts', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (96, 'cases', '0041_closed_in_the_log', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (97, 'cases', '0042_ended_in_order', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (98, 'registry', '0015_village_by_year', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (99, 'registry', '0016_declared_questions', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (100, 'procrastinate', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (101, 'foundation', '0013_log_reader', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (102, 'foundation', '0014_calendar_years', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (103, 'dispatch', '0001_tasks', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (104, 'dispatch', '0002_offers', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (105, 'dispatch', '0003_visits', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (106, 'dispatch', '0004_teams_bases_posts', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (107, 'dispatch', '0005_zones_and_pairings', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (108, 'dispatch', '0006_recurring_and_shopping', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (109, 'dispatch', '0007_check_ins_and_acts', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (110, 'dispatch', '0008_hall', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (111, 'dispatch', '0009_post_matches', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (112, 'dispatch', '0010_duty_is_no_task', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (113, 'dispatch', '0011_confirmations', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (114, 'dispatch', '0012_paper_and_phone', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (115, 'dispatch', '0013_photos', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (116, 'dispatch', '0014_visit_calendars', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (117, 'dispatch', '0015_reported_by_phone', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (118, 'dispatch', '0016_confirmation_notices', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (119, 'dispatch', '0017_not_waiting_words', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (120, 'dispatch', '0018_hazards_and_insurance', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (121, 'dispatch', '0019_tried_files', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (122, 'dispatch', '0020_rest_of_helpers', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (123, 'dispatch', '0021_done_on', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (124, 'dispatch', '0022_two_for_a_case', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (125, 'dispatch', '0023_study_offers', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (126, 'dispatch', '0024_phoned_words', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (127, 'dispatch', '0025_confirmations_in_the_log', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (128, 'dispatch', '0026_hours_in_the_log', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (129, 'foundation', '0015_factor_drift', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (130, 'foundation', '0016_roles_that_end_at_once', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (131, 'indicators', '0001_initial', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (132, 'indicators', '0002_goals', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (133, 'procrastinate', '0002_drop_started_at_column', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (134, 'procrastinate', '0003_drop_started_at_column', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (135, 'procrastinate', '0004_drop_procrastinate_version_table', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (136, 'procrastinate', '0005_fix_procrastinate_fetch_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (137, 'procrastinate', '0006_fix_trigger_status_events_insert', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (138, 'procrastinate', '0007_add_queueing_lock_column', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (139, 'procrastinate', '0008_close_fetch_job_race_condition', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (140, 'procrastinate', '0009_add_defer_job_function', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (141, 'procrastinate', '0010_add_procrastinate_periodic_defers', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (142, 'procrastinate', '0011_add_foreign_key_index', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (143, 'procrastinate', '0012_add_locks_to_periodic_defer', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (144, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (145, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (146, 'procrastinate', '0015_add_trigger_on_job_deletion', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (147, 'procrastinate', '0016_delete_finished_jobs', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (148, 'procrastinate', '0017_add_checks_to_finish_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (149, 'procrastinate', '0018_add_checks_to_retry_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (150, 'procrastinate', '0019_fix_finish_job_compat_issue', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (151, 'procrastinate', '0020_add_index_on_procrastinate_jobs', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (152, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (153, 'procrastinate', '0022_null_locks_excluded', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (154, 'procrastinate', '0023_remove_old_finish_job_function', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (155, 'procrastinate', '0024_job_id_bigint', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (156, 'procrastinate', '0025_add_models', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (157, 'procrastinate', '0026_add_job_priority', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (158, 'procrastinate', '0027_add_periodic_job_priority', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (159, 'procrastinate', '0028_add_cancel_states', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (160, 'procrastinate', '0029_add_additional_params_to_retry_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (161, 'procrastinate', '0030_alter_procrastinateevent_options', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (162, 'procrastinate', '0031_add_indexes_for_fetch_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (163, 'procrastinate', '0032_pre_cancel_notification', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (164, 'procrastinate', '0033_post_cancel_notification', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (165, 'procrastinate', '0034_pre_add_heartbeat', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (166, 'procrastinate', '0035_post_add_heartbeat', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (167, 'procrastinate', '0036_add_worker_model', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (168, 'procrastinate', '0037_pre_batch_defer_jobs', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (169, 'procrastinate', '0038_post_batch_defer_jobs', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (170, 'procrastinate', '0039_pre_priority_lock_fetch_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (171, 'procrastinate', '0040_pre_retry_failed_job', '2026-01-01 00:00:00+00');
INSERT INTO public.django_migrations VALUES (172, 'procrastinate', '0041_post_retry_failed_job', '2026-01-01 00:00:00+00');
















INSERT INTO public.foundation_edition VALUES ('calendar', 1);
INSERT INTO public.foundation_edition VALUES ('organisations', 2);
INSERT INTO public.foundation_edition VALUES ('divisions', 3);
INSERT INTO public.foundation_edition VALUES ('subscriptions', 4);
INSERT INTO public.foundation_edition VALUES ('catalogue', 6);
INSERT INTO public.foundation_edition VALUES ('guides', 7);
INSERT INTO public.foundation_edition VALUES ('trained_model', 8);




































INSERT INTO public.foundation_logreader VALUES ('indicators.board', 0, NULL, '{}');


















































































SELECT pg_catalog.setval('public.auth_group_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 1, false);


SELECT pg_catalog.setval('public.auth_permission_id_seq', 632, true);


SELECT pg_catalog.setval('public.axes_accessattempt_id_seq', 1, false);


SELECT pg_catalog.setval('public.axes_accessfailurelog_id_seq', 1, false);


SELECT pg_catalog.setval('public.axes_accesslog_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_case_serial', 1, false);


SELECT pg_catalog.setval('public.cases_circumstance_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_cohandler_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_followuprule_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_guess_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_handback_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_limit_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_limitextension_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_limitpause_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_listcolumns_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_mediationhandover_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_mergedcase_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_messagerow_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_outgoingtext_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_outreachrule_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_paymentregisterrule_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_provider_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_reason_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_remindernumber_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_retentionrun_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_rung_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_sampleline_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_steplimit_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_tenant_id_seq', 1, false);


SELECT pg_catalog.setval('public.cases_trainedmodel_number_seq', 1, false);


SELECT pg_catalog.setval('public.cases_whistlestep_id_seq', 1, false);


SELECT pg_catalog.setval('public.catalogue_arbitrationlimit_id_seq', 1, false);


SELECT pg_catalog.setval('public.catalogue_commitmentrating_id_seq', 1, false);


SELECT pg_catalog.setval('public.catalogue_costoption_id_seq', 1, false);


SELECT pg_catalog.setval('public.catalogue_decisionnotice_id_seq', 1, false);


SELECT pg_catalog.setval('public.catalogue_draftitem_id_seq', 1, false);


SELECT pg_catalog.setval('public.catalogue_evidence_id_seq', 1, false);


SELECT pg_catalog.setval('public.catalogue_itemcohandler_id_seq', 1, false);


SELECT pg_catalog.setval('public.catalogue_leadproposal_id_seq', 1, false);


SELECT pg_catalog.setval('public.catalogue_requireddocument_id_seq', 1, false);


SELECT pg_catalog.setval('public.dispatch_actdone_id_seq', 1, false);


SELECT pg_catalog.setval('public.dispatch_claim_id_seq', 1, false);


SELECT pg_catalog.setval('public.dispatch_helpconfirmation_id_seq', 1, false);


SELECT pg_catalog.setval('public.dispatch_helperskill_id_seq', 1, false);


SELECT pg_catalog.setval('public.dispatch_offer_id_seq', 1, false);


SELECT pg_catalog.setval('public.dispatch_recurringtask_id_seq', 1, false);


SELECT pg_catalog.setval('public.dispatch_signin_id_seq', 1, false);


SELECT pg_catalog.setval('public.dispatch_studyplace_id_seq', 1, false);


SELECT pg_catalog.setval('public.dispatch_zonearea_id_seq', 1, false);


SELECT pg_catalog.setval('public.django_content_type_id_seq', 158, true);


SELECT pg_catalog.setval('public.django_migrations_id_seq', 172, true);


SELECT pg_catalog.setval('public.foundation_clientminute_id_seq', 1, false);


SELECT pg_catalog.setval('public.foundation_edition_seq', 9, true);


SELECT pg_catalog.setval('public.foundation_fact_seq', 1, false);


SELECT pg_catalog.setval('public.foundation_grant_id_seq', 1, false);


SELECT pg_catalog.setval('public.foundation_reading_id_seq', 1, false);


SELECT pg_catalog.setval('public.indicators_figure_id_seq', 1, false);


SELECT pg_catalog.setval('public.indicators_yeargoal_id_seq', 1, false);


SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);


SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);


SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);


SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);


SELECT pg_catalog.setval('public.registry_consent_id_seq', 1, false);


SELECT pg_catalog.setval('public.registry_focusline_id_seq', 1, false);


SELECT pg_catalog.setval('public.registry_kinship_id_seq', 1, false);


SELECT pg_catalog.setval('public.registry_knownfact_id_seq', 1, false);


SELECT pg_catalog.setval('public.registry_membership_id_seq', 1, false);


SELECT pg_catalog.setval('public.registry_programmelabel_id_seq', 1, false);


SELECT pg_catalog.setval('public.registry_proxy_id_seq', 1, false);


SELECT pg_catalog.setval('public.registry_registryrow_id_seq', 1, false);


SELECT pg_catalog.setval('public.registry_stakeholder_id_seq', 1, false);


SELECT pg_catalog.setval('public.registry_stakeholderterm_id_seq', 1, false);


ALTER TABLE ONLY public.cases_rateexclusion
    ADD CONSTRAINT answer_is_asked_about_once UNIQUE (verification_id);


ALTER TABLE ONLY public.dispatch_hallshift
    ADD CONSTRAINT armband_has_one_holder_at_a_time EXCLUDE USING gist (hall_id WITH =, armband WITH =, tstzrange(begins_at, ends_at) WITH &&) WHERE ((given_back_at IS NULL));


ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.axes_accessattempt
    ADD CONSTRAINT axes_accessattempt_username_ip_address_user_agent_8ea22282_uniq UNIQUE (username, ip_address, user_agent);


ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptexpiration_pkey PRIMARY KEY (access_attempt_id);


ALTER TABLE ONLY public.axes_accessfailurelog
    ADD CONSTRAINT axes_accessfailurelog_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.axes_accesslog
    ADD CONSTRAINT axes_accesslog_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_cohandler
    ADD CONSTRAINT case_co_handler_once UNIQUE (case_id, organisation_id);


ALTER TABLE ONLY public.cases_mergedcase
    ADD CONSTRAINT case_is_in_a_merge_once UNIQUE (merge_id, case_id);


ALTER TABLE ONLY public.cases_callattempt
    ADD CONSTRAINT cases_callattempt_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_serial_key UNIQUE (serial);


ALTER TABLE ONLY public.cases_casemerge
    ADD CONSTRAINT cases_casemerge_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_circumstance
    ADD CONSTRAINT cases_circumstance_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_cohandler
    ADD CONSTRAINT cases_cohandler_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_contactcard
    ADD CONSTRAINT cases_contactcard_area_id_key UNIQUE (area_id);


ALTER TABLE ONLY public.cases_contactcard
    ADD CONSTRAINT cases_contactcard_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_feedback
    ADD CONSTRAINT cases_feedback_opened_id_key UNIQUE (opened_id);


ALTER TABLE ONLY public.cases_feedback
    ADD CONSTRAINT cases_feedback_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_followuprule
    ADD CONSTRAINT cases_followuprule_area_id_key UNIQUE (area_id);


ALTER TABLE ONLY public.cases_followuprule
    ADD CONSTRAINT cases_followuprule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_guess
    ADD CONSTRAINT cases_guess_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_handback
    ADD CONSTRAINT cases_handback_decision_id_key UNIQUE (decision_id);


ALTER TABLE ONLY public.cases_handback
    ADD CONSTRAINT cases_handback_first_id_key UNIQUE (first_id);


ALTER TABLE ONLY public.cases_handback
    ADD CONSTRAINT cases_handback_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_handback
    ADD CONSTRAINT cases_handback_reason_id_key UNIQUE (reason_id);


ALTER TABLE ONLY public.cases_heldvoice
    ADD CONSTRAINT cases_heldvoice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_heldvoice
    ADD CONSTRAINT cases_heldvoice_receipt_index_key UNIQUE (receipt_index);


ALTER TABLE ONLY public.cases_limit
    ADD CONSTRAINT cases_limit_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_limitextension
    ADD CONSTRAINT cases_limitextension_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_limitpause
    ADD CONSTRAINT cases_limitpause_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_listcolumns
    ADD CONSTRAINT cases_listcolumns_account_id_key UNIQUE (account_id);


ALTER TABLE ONLY public.cases_listcolumns
    ADD CONSTRAINT cases_listcolumns_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_mediation
    ADD CONSTRAINT cases_mediation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_mediationhandover
    ADD CONSTRAINT cases_mediationhandover_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_mergedcase
    ADD CONSTRAINT cases_mergedcase_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_messageimport
    ADD CONSTRAINT cases_messageimport_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_messagerow
    ADD CONSTRAINT cases_messagerow_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_notice
    ADD CONSTRAINT cases_notice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_outgoingtext
    ADD CONSTRAINT cases_outgoingtext_message_key UNIQUE (message);


ALTER TABLE ONLY public.cases_outgoingtext
    ADD CONSTRAINT cases_outgoingtext_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_outreachcontact
    ADD CONSTRAINT cases_outreachcontact_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_outreachrule
    ADD CONSTRAINT cases_outreachrule_derived_list_id_key UNIQUE (derived_list_id);


ALTER TABLE ONLY public.cases_outreachrule
    ADD CONSTRAINT cases_outreachrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_paymentdifficulty
    ADD CONSTRAINT cases_paymentdifficulty_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_paymentregisterrule
    ADD CONSTRAINT cases_paymentregisterrule_area_id_key UNIQUE (area_id);


ALTER TABLE ONLY public.cases_paymentregisterrule
    ADD CONSTRAINT cases_paymentregisterrule_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_provider
    ADD CONSTRAINT cases_provider_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_rateexclusion
    ADD CONSTRAINT cases_rateexclusion_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_reason
    ADD CONSTRAINT cases_reason_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_receipt
    ADD CONSTRAINT cases_receipt_case_id_key UNIQUE (case_id);


ALTER TABLE ONLY public.cases_receipt
    ADD CONSTRAINT cases_receipt_pkey PRIMARY KEY (receipt_index);


ALTER TABLE ONLY public.cases_remindernumber
    ADD CONSTRAINT cases_remindernumber_account_id_key UNIQUE (account_id);


ALTER TABLE ONLY public.cases_remindernumber
    ADD CONSTRAINT cases_remindernumber_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_retentionrule
    ADD CONSTRAINT cases_retentionrule_pkey PRIMARY KEY (outcome);


ALTER TABLE ONLY public.cases_retentionrun
    ADD CONSTRAINT cases_retentionrun_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_rung
    ADD CONSTRAINT cases_rung_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_sample
    ADD CONSTRAINT cases_sample_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_sampleline
    ADD CONSTRAINT cases_sampleline_case_id_key UNIQUE (case_id);


ALTER TABLE ONLY public.cases_sampleline
    ADD CONSTRAINT cases_sampleline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_savedfilter
    ADD CONSTRAINT cases_savedfilter_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_steplimit
    ADD CONSTRAINT cases_steplimit_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_task
    ADD CONSTRAINT cases_task_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_telling
    ADD CONSTRAINT cases_telling_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_tenant
    ADD CONSTRAINT cases_tenant_area_id_key UNIQUE (area_id);


ALTER TABLE ONLY public.cases_tenant
    ADD CONSTRAINT cases_tenant_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_trainedmodel
    ADD CONSTRAINT cases_trainedmodel_pkey PRIMARY KEY (number);


ALTER TABLE ONLY public.cases_verification
    ADD CONSTRAINT cases_verification_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_voice
    ADD CONSTRAINT cases_voice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_whistle
    ADD CONSTRAINT cases_whistle_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_whistlecall
    ADD CONSTRAINT cases_whistlecall_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.cases_whistlestep
    ADD CONSTRAINT cases_whistlestep_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_arbitrationlimit
    ADD CONSTRAINT catalogue_arbitrationlimit_area_id_key UNIQUE (area_id);


ALTER TABLE ONLY public.catalogue_arbitrationlimit
    ADD CONSTRAINT catalogue_arbitrationlimit_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_category
    ADD CONSTRAINT catalogue_category_pkey PRIMARY KEY (code);


ALTER TABLE ONLY public.catalogue_commitment
    ADD CONSTRAINT catalogue_commitment_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_commitmentrating
    ADD CONSTRAINT catalogue_commitmentrating_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_commitmentregister
    ADD CONSTRAINT catalogue_commitmentregister_code_key UNIQUE (code);


ALTER TABLE ONLY public.catalogue_commitmentregister
    ADD CONSTRAINT catalogue_commitmentregister_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_costoption
    ADD CONSTRAINT catalogue_costoption_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_decisionnotice
    ADD CONSTRAINT catalogue_decisionnotice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_draftimport
    ADD CONSTRAINT catalogue_draftimport_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_draftitem
    ADD CONSTRAINT catalogue_draftitem_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_evidence
    ADD CONSTRAINT catalogue_evidence_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_fourrolechain
    ADD CONSTRAINT catalogue_fourrolechain_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_guide
    ADD CONSTRAINT catalogue_guide_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_itemcohandler
    ADD CONSTRAINT catalogue_itemcohandler_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_leadproposal
    ADD CONSTRAINT catalogue_leadproposal_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_listdraft
    ADD CONSTRAINT catalogue_listdraft_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_requireddocument
    ADD CONSTRAINT catalogue_requireddocument_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_responsibilityitem
    ADD CONSTRAINT catalogue_responsibilityitem_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_serviceitem
    ADD CONSTRAINT catalogue_serviceitem_code_key UNIQUE (code);


ALTER TABLE ONLY public.catalogue_serviceitem
    ADD CONSTRAINT catalogue_serviceitem_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_unclearitem
    ADD CONSTRAINT catalogue_unclearitem_about_case_key UNIQUE (about_case);


ALTER TABLE ONLY public.catalogue_unclearitem
    ADD CONSTRAINT catalogue_unclearitem_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_fourrolechain
    ADD CONSTRAINT chain_versions_do_not_overlap EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&);


ALTER TABLE ONLY public.cases_circumstance
    ADD CONSTRAINT circumstance_noted_once UNIQUE (case_id, kind);


ALTER TABLE ONLY public.foundation_clientminute
    ADD CONSTRAINT client_minute_is_counted_once UNIQUE (client_id, minute);


ALTER TABLE ONLY public.dispatch_confirmationnotice
    ADD CONSTRAINT confirmation_notice_once_a_rung UNIQUE (task_id, hours);


ALTER TABLE ONLY public.catalogue_costoption
    ADD CONSTRAINT cost_has_its_place UNIQUE (guide_id, "position");


ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT delivery_and_its_deliverer UNIQUE (id, by_id);


ALTER TABLE ONLY public.dispatch_actdone
    ADD CONSTRAINT dispatch_actdone_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_checkin
    ADD CONSTRAINT dispatch_checkin_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_claim
    ADD CONSTRAINT dispatch_claim_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_confirmationnotice
    ADD CONSTRAINT dispatch_confirmationnotice_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_demonstrationbase
    ADD CONSTRAINT dispatch_demonstrationbase_pkey PRIMARY KEY (code);


ALTER TABLE ONLY public.dispatch_guidance
    ADD CONSTRAINT dispatch_guidance_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_hallshift
    ADD CONSTRAINT dispatch_hallshift_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_helpconfirmation
    ADD CONSTRAINT dispatch_helpconfirmation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_helper
    ADD CONSTRAINT dispatch_helper_pkey PRIMARY KEY (account_id);


ALTER TABLE ONLY public.dispatch_helperskill
    ADD CONSTRAINT dispatch_helperskill_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_helptask
    ADD CONSTRAINT dispatch_helptask_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_offer
    ADD CONSTRAINT dispatch_offer_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_pairing
    ADD CONSTRAINT dispatch_pairing_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_phonedword
    ADD CONSTRAINT dispatch_phonedword_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_postholding
    ADD CONSTRAINT dispatch_postholding_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_postmatch
    ADD CONSTRAINT dispatch_postmatch_holding_id_key UNIQUE (holding_id);


ALTER TABLE ONLY public.dispatch_postmatch
    ADD CONSTRAINT dispatch_postmatch_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_proxyshopping
    ADD CONSTRAINT dispatch_proxyshopping_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_proxyshopping
    ADD CONSTRAINT dispatch_proxyshopping_task_id_key UNIQUE (task_id);


ALTER TABLE ONLY public.dispatch_pushrule
    ADD CONSTRAINT dispatch_pushrule_pkey PRIMARY KEY (area_id);


ALTER TABLE ONLY public.dispatch_recurringtask
    ADD CONSTRAINT dispatch_recurringtask_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_recurringtask
    ADD CONSTRAINT dispatch_recurringtask_task_id_key UNIQUE (task_id);


ALTER TABLE ONLY public.dispatch_recurringvisit
    ADD CONSTRAINT dispatch_recurringvisit_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_requiredact
    ADD CONSTRAINT dispatch_requiredact_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_responsibilityzone
    ADD CONSTRAINT dispatch_responsibilityzone_code_key UNIQUE (code);


ALTER TABLE ONLY public.dispatch_responsibilityzone
    ADD CONSTRAINT dispatch_responsibilityzone_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_servicepost
    ADD CONSTRAINT dispatch_servicepost_code_key UNIQUE (code);


ALTER TABLE ONLY public.dispatch_servicepost
    ADD CONSTRAINT dispatch_servicepost_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_signin
    ADD CONSTRAINT dispatch_signin_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_signinsheet
    ADD CONSTRAINT dispatch_signinsheet_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_skill
    ADD CONSTRAINT dispatch_skill_pkey PRIMARY KEY (code);


ALTER TABLE ONLY public.dispatch_studyoffer
    ADD CONSTRAINT dispatch_studyoffer_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_studyplace
    ADD CONSTRAINT dispatch_studyplace_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_triedfile
    ADD CONSTRAINT dispatch_triedfile_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_visitcalendar
    ADD CONSTRAINT dispatch_visitcalendar_digest_key UNIQUE (digest);


ALTER TABLE ONLY public.dispatch_visitcalendar
    ADD CONSTRAINT dispatch_visitcalendar_pkey PRIMARY KEY (account_id);


ALTER TABLE ONLY public.dispatch_visitphoto
    ADD CONSTRAINT dispatch_visitphoto_pkey PRIMARY KEY (record_id);


ALTER TABLE ONLY public.dispatch_visitrecord
    ADD CONSTRAINT dispatch_visitrecord_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_zonearea
    ADD CONSTRAINT dispatch_zonearea_area_id_key UNIQUE (area_id);


ALTER TABLE ONLY public.dispatch_zonearea
    ADD CONSTRAINT dispatch_zonearea_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_requireddocument
    ADD CONSTRAINT document_has_its_place UNIQUE (guide_id, "position");


ALTER TABLE ONLY public.catalogue_draftitem
    ADD CONSTRAINT draft_has_a_number_once UNIQUE (draft_id, number);


ALTER TABLE ONLY public.foundation_outgoingfact
    ADD CONSTRAINT fact_is_sent_to_a_system_once UNIQUE (subscription_id, seq);


ALTER TABLE ONLY public.indicators_figure
    ADD CONSTRAINT figure_of_a_measure_stands_once UNIQUE (area_id, month, measure, formula_version);


ALTER TABLE ONLY public.registry_focusline
    ADD CONSTRAINT focus_line_has_its_own_place UNIQUE (programme_id, place);


ALTER TABLE ONLY public.registry_focusline
    ADD CONSTRAINT focus_line_stands_there_once UNIQUE (programme_id, name);


ALTER TABLE ONLY public.foundation_account
    ADD CONSTRAINT foundation_account_login_key UNIQUE (login);


ALTER TABLE ONLY public.foundation_account
    ADD CONSTRAINT foundation_account_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_answer
    ADD CONSTRAINT foundation_answer_pkey PRIMARY KEY (client_id);


ALTER TABLE ONLY public.foundation_calendarday
    ADD CONSTRAINT foundation_calendarday_pkey PRIMARY KEY ("on");


ALTER TABLE ONLY public.foundation_calendaryear
    ADD CONSTRAINT foundation_calendaryear_pkey PRIMARY KEY (year);


ALTER TABLE ONLY public.foundation_client
    ADD CONSTRAINT foundation_client_account_id_key UNIQUE (account_id);


ALTER TABLE ONLY public.foundation_client
    ADD CONSTRAINT foundation_client_code_key UNIQUE (code);


ALTER TABLE ONLY public.foundation_client
    ADD CONSTRAINT foundation_client_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_clientminute
    ADD CONSTRAINT foundation_clientminute_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_division
    ADD CONSTRAINT foundation_division_pkey PRIMARY KEY (code);


ALTER TABLE ONLY public.foundation_edition
    ADD CONSTRAINT foundation_edition_pkey PRIMARY KEY (name);


ALTER TABLE ONLY public.foundation_fact
    ADD CONSTRAINT foundation_fact_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2026_10
    ADD CONSTRAINT foundation_fact_2026_10_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2026_11
    ADD CONSTRAINT foundation_fact_2026_11_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2026_12
    ADD CONSTRAINT foundation_fact_2026_12_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2027_01
    ADD CONSTRAINT foundation_fact_2027_01_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2027_02
    ADD CONSTRAINT foundation_fact_2027_02_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2027_03
    ADD CONSTRAINT foundation_fact_2027_03_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2027_04
    ADD CONSTRAINT foundation_fact_2027_04_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2027_05
    ADD CONSTRAINT foundation_fact_2027_05_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2027_06
    ADD CONSTRAINT foundation_fact_2027_06_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2027_07
    ADD CONSTRAINT foundation_fact_2027_07_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2027_08
    ADD CONSTRAINT foundation_fact_2027_08_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2027_09
    ADD CONSTRAINT foundation_fact_2027_09_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2027_10
    ADD CONSTRAINT foundation_fact_2027_10_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2027_11
    ADD CONSTRAINT foundation_fact_2027_11_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_fact_2027_12
    ADD CONSTRAINT foundation_fact_2027_12_pkey PRIMARY KEY (seq, at);


ALTER TABLE ONLY public.foundation_grant
    ADD CONSTRAINT foundation_grant_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_keychallenge
    ADD CONSTRAINT foundation_keychallenge_pkey PRIMARY KEY (digest);


ALTER TABLE ONLY public.foundation_logreader
    ADD CONSTRAINT foundation_logreader_pkey PRIMARY KEY (name);


ALTER TABLE ONLY public.foundation_opensession
    ADD CONSTRAINT foundation_opensession_pkey PRIMARY KEY (session_key);


ALTER TABLE ONLY public.foundation_outgoingfact
    ADD CONSTRAINT foundation_outgoingfact_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_reading
    ADD CONSTRAINT foundation_reading_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_role
    ADD CONSTRAINT foundation_role_pkey PRIMARY KEY (code);


ALTER TABLE ONLY public.foundation_seal
    ADD CONSTRAINT foundation_seal_last_seq_key UNIQUE (last_seq);


ALTER TABLE ONLY public.foundation_seal
    ADD CONSTRAINT foundation_seal_pkey PRIMARY KEY (number);


ALTER TABLE ONLY public.foundation_securitykey
    ADD CONSTRAINT foundation_securitykey_credential_id_key UNIQUE (credential_id);


ALTER TABLE ONLY public.foundation_securitykey
    ADD CONSTRAINT foundation_securitykey_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_subscription
    ADD CONSTRAINT foundation_subscription_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_token
    ADD CONSTRAINT foundation_token_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.foundation_token
    ADD CONSTRAINT foundation_token_start_key UNIQUE (start);


ALTER TABLE ONLY public.indicators_yeargoal
    ADD CONSTRAINT goal_of_a_measure_is_set_once_a_year UNIQUE (area_id, measure, year);


ALTER TABLE ONLY public.foundation_grant
    ADD CONSTRAINT grant_is_given_once UNIQUE (account_id, role_id, area_id, valid_from);


ALTER TABLE ONLY public.dispatch_hallshift
    ADD CONSTRAINT guide_is_in_one_hall_at_a_time EXCLUDE USING gist (guide_id WITH =, tstzrange(begins_at, ends_at) WITH &&) WHERE ((given_back_at IS NULL));


ALTER TABLE ONLY public.catalogue_guide
    ADD CONSTRAINT guide_versions_do_not_overlap EXCLUDE USING gist (service_id WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&);


ALTER TABLE ONLY public.dispatch_helpconfirmation
    ADD CONSTRAINT help_is_confirmed_once UNIQUE (task_id, helper_id);


ALTER TABLE ONLY public.dispatch_helperskill
    ADD CONSTRAINT helper_declares_a_skill_once UNIQUE (helper_id, skill_id);


ALTER TABLE ONLY public.cases_messagerow
    ADD CONSTRAINT import_row_line_once UNIQUE (run_id, line);


ALTER TABLE ONLY public.indicators_figure
    ADD CONSTRAINT indicators_figure_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.indicators_yeargoal
    ADD CONSTRAINT indicators_yeargoal_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.catalogue_itemcohandler
    ADD CONSTRAINT item_co_handler_once UNIQUE (item_id, organisation_id);


ALTER TABLE ONLY public.catalogue_responsibilityitem
    ADD CONSTRAINT item_versions_do_not_overlap EXCLUDE USING gist (area_id WITH =, number WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&);


ALTER TABLE ONLY public.registry_kinship
    ADD CONSTRAINT kinship_is_entered_once UNIQUE (person_id, kin_id);


ALTER TABLE ONLY public.registry_knownfact
    ADD CONSTRAINT known_fact_stands_once UNIQUE (person_id, kind_id);


ALTER TABLE ONLY public.dispatch_studyplace
    ADD CONSTRAINT learner_has_one_place UNIQUE (offer_id, learner_id);


ALTER TABLE ONLY public.cases_limit
    ADD CONSTRAINT limit_of_a_kind_once_a_round UNIQUE (case_id, kind, round);


ALTER TABLE ONLY public.registry_membership
    ADD CONSTRAINT membership_does_not_overlap_itself EXCLUDE USING gist (person_id WITH =, organisation_id WITH =, role WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&);


ALTER TABLE ONLY public.registry_membership
    ADD CONSTRAINT membership_is_entered_once UNIQUE (person_id, organisation_id, role, valid_from);


ALTER TABLE ONLY public.cases_notice
    ADD CONSTRAINT notice_once_for_each_reason UNIQUE NULLS NOT DISTINCT (case_id, cause, hours, count, due_at, owed_by_id, step);


ALTER TABLE ONLY public.catalogue_commitmentrating
    ADD CONSTRAINT one_answer_for_each_person UNIQUE (commitment_id, rater_index);


ALTER TABLE ONLY public.catalogue_decisionnotice
    ADD CONSTRAINT organisation_is_told_once UNIQUE (item_id, organisation_id);


ALTER TABLE ONLY public.catalogue_leadproposal
    ADD CONSTRAINT organisation_proposes_once UNIQUE (item_id, organisation_id);


ALTER TABLE ONLY public.cases_paymentdifficulty
    ADD CONSTRAINT payment_difficulty_noted_once UNIQUE (outlet_id, person_id, difficulty);


ALTER TABLE ONLY public.dispatch_postholding
    ADD CONSTRAINT person_holds_a_post_once_at_a_time EXCLUDE USING gist (post_id WITH =, person_id WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&);


ALTER TABLE ONLY public.dispatch_signin
    ADD CONSTRAINT person_signs_a_sheet_once UNIQUE (sheet_id, person_id);


ALTER TABLE ONLY public.registry_possibleduplicate
    ADD CONSTRAINT possible_duplicate_is_found_once UNIQUE (first_id, second_id);


ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);


ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_programmelabel
    ADD CONSTRAINT programme_label_is_given_once UNIQUE (programme_id, kind, about);


ALTER TABLE ONLY public.cases_provider
    ADD CONSTRAINT provider_serves_once UNIQUE (category_id, organisation_id, area_id);


ALTER TABLE ONLY public.dispatch_recurringtask
    ADD CONSTRAINT recurring_visit_is_made_once_a_day UNIQUE (visit_id, planned_on);


ALTER TABLE ONLY public.registry_consent
    ADD CONSTRAINT registry_consent_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_datarequest
    ADD CONSTRAINT registry_datarequest_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_derivedlist
    ADD CONSTRAINT registry_derivedlist_pkey PRIMARY KEY (code);


ALTER TABLE ONLY public.registry_factkind
    ADD CONSTRAINT registry_factkind_pkey PRIMARY KEY (code);


ALTER TABLE ONLY public.registry_focusline
    ADD CONSTRAINT registry_focusline_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_formtemplate
    ADD CONSTRAINT registry_formtemplate_pkey PRIMARY KEY (code);


ALTER TABLE ONLY public.registry_household
    ADD CONSTRAINT registry_household_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_kinship
    ADD CONSTRAINT registry_kinship_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_knownfact
    ADD CONSTRAINT registry_knownfact_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_membership
    ADD CONSTRAINT registry_membership_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_merge
    ADD CONSTRAINT registry_merge_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_organisation
    ADD CONSTRAINT registry_organisation_code_key UNIQUE (code);


ALTER TABLE ONLY public.registry_organisation
    ADD CONSTRAINT registry_organisation_credit_code_key UNIQUE (credit_code);


ALTER TABLE ONLY public.registry_organisation
    ADD CONSTRAINT registry_organisation_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_partnership
    ADD CONSTRAINT registry_partnership_code_key UNIQUE (code);


ALTER TABLE ONLY public.registry_partnership
    ADD CONSTRAINT registry_partnership_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT registry_person_account_id_key UNIQUE (account_id);


ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT registry_person_identity_index_key UNIQUE (identity_index);


ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT registry_person_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_possibleduplicate
    ADD CONSTRAINT registry_possibleduplicate_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_programme
    ADD CONSTRAINT registry_programme_pkey PRIMARY KEY (code);


ALTER TABLE ONLY public.registry_programmelabel
    ADD CONSTRAINT registry_programmelabel_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_proxy
    ADD CONSTRAINT registry_proxy_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_purpose
    ADD CONSTRAINT registry_purpose_pkey PRIMARY KEY (code);


ALTER TABLE ONLY public.registry_registryimport
    ADD CONSTRAINT registry_registryimport_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_registryrow
    ADD CONSTRAINT registry_registryrow_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_requestlimit
    ADD CONSTRAINT registry_requestlimit_pkey PRIMARY KEY (kind);


ALTER TABLE ONLY public.registry_residence
    ADD CONSTRAINT registry_residence_code_key UNIQUE (code);


ALTER TABLE ONLY public.registry_residence
    ADD CONSTRAINT registry_residence_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_registryrow
    ADD CONSTRAINT registry_row_line_once UNIQUE (run_id, line);


ALTER TABLE ONLY public.registry_sharing
    ADD CONSTRAINT registry_sharing_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_stakeholder
    ADD CONSTRAINT registry_stakeholder_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.registry_stakeholderterm
    ADD CONSTRAINT registry_stakeholderterm_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.dispatch_actdone
    ADD CONSTRAINT required_act_is_done_once UNIQUE (act_id, helper_id);


ALTER TABLE ONLY public.cases_rung
    ADD CONSTRAINT rung_once_an_hour UNIQUE (area_id, of, hours);


ALTER TABLE ONLY public.cases_savedfilter
    ADD CONSTRAINT saved_filter_once_a_person UNIQUE (account_id, query);


ALTER TABLE ONLY public.foundation_securitykey
    ADD CONSTRAINT security_key_has_a_name_of_its_own UNIQUE (account_id, name);


ALTER TABLE ONLY public.catalogue_commitment
    ADD CONSTRAINT slot_is_there_once UNIQUE (register_id, slot);


ALTER TABLE ONLY public.registry_stakeholder
    ADD CONSTRAINT stakeholder_has_its_own_place UNIQUE (partnership_id, place);


ALTER TABLE ONLY public.registry_stakeholder
    ADD CONSTRAINT stakeholder_stands_there_once UNIQUE (partnership_id, name);


ALTER TABLE ONLY public.registry_stakeholderterm
    ADD CONSTRAINT stakeholder_term_has_its_place UNIQUE (stakeholder_id, kind, place);


ALTER TABLE ONLY public.cases_steplimit
    ADD CONSTRAINT step_limit_once_an_area UNIQUE (area_id, step);


ALTER TABLE ONLY public.dispatch_studyplace
    ADD CONSTRAINT study_place_is_one_persons UNIQUE (offer_id, place);


ALTER TABLE ONLY public.dispatch_offer
    ADD CONSTRAINT task_is_offered_to_a_helper_once UNIQUE (task_id, helper_id);


ALTER TABLE ONLY public.dispatch_checkin
    ADD CONSTRAINT unit_checks_in_once_at_a_time EXCLUDE USING gist (unit_id WITH =, community_id WITH =, daterange(valid_from, valid_to, '[]'::text) WITH &&);


ALTER TABLE ONLY public.cases_whistlecall
    ADD CONSTRAINT whistle_calls_each_once UNIQUE (whistle_id, organisation_id);


ALTER TABLE ONLY public.cases_whistlestep
    ADD CONSTRAINT whistle_step_once_a_call UNIQUE (call_id, step);


CREATE INDEX answer_at ON public.foundation_answer USING btree (at);


CREATE UNIQUE INDEX area_has_one_open_draft ON public.catalogue_listdraft USING btree (area_id) WHERE ((state)::text = 'open'::text);


CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


CREATE INDEX axes_accessattempt_ip_address_10922d9c ON public.axes_accessattempt USING btree (ip_address);


CREATE INDEX axes_accessattempt_user_agent_ad89678b ON public.axes_accessattempt USING btree (user_agent);


CREATE INDEX axes_accessattempt_user_agent_ad89678b_like ON public.axes_accessattempt USING btree (user_agent varchar_pattern_ops);


CREATE INDEX axes_accessattempt_username_3f2d4ca0 ON public.axes_accessattempt USING btree (username);


CREATE INDEX axes_accessattempt_username_3f2d4ca0_like ON public.axes_accessattempt USING btree (username varchar_pattern_ops);


CREATE INDEX axes_accessfailurelog_ip_address_2e9f5a7f ON public.axes_accessfailurelog USING btree (ip_address);


CREATE INDEX axes_accessfailurelog_user_agent_ea145dda ON public.axes_accessfailurelog USING btree (user_agent);


CREATE INDEX axes_accessfailurelog_user_agent_ea145dda_like ON public.axes_accessfailurelog USING btree (user_agent varchar_pattern_ops);


CREATE INDEX axes_accessfailurelog_username_a8b7e8a4 ON public.axes_accessfailurelog USING btree (username);


CREATE INDEX axes_accessfailurelog_username_a8b7e8a4_like ON public.axes_accessfailurelog USING btree (username varchar_pattern_ops);


CREATE INDEX axes_accesslog_ip_address_86b417e5 ON public.axes_accesslog USING btree (ip_address);


CREATE INDEX axes_accesslog_user_agent_0e659004 ON public.axes_accesslog USING btree (user_agent);


CREATE INDEX axes_accesslog_user_agent_0e659004_like ON public.axes_accesslog USING btree (user_agent varchar_pattern_ops);


CREATE INDEX axes_accesslog_username_df93064b ON public.axes_accesslog USING btree (username);


CREATE INDEX axes_accesslog_username_df93064b_like ON public.axes_accesslog USING btree (username varchar_pattern_ops);


CREATE INDEX call_attempt_case ON public.cases_callattempt USING btree (case_id, round, at);


CREATE INDEX case_area_opened ON public.cases_case USING btree (area_id, opened_at DESC, id);


CREATE INDEX case_ended_anywhere ON public.cases_case USING btree (opened_at DESC, id DESC) WHERE ((state)::text = ANY ((ARRAY['closed'::character varying, 'declined'::character varying, 'referred'::character varying, 'unconfirmed'::character varying])::text[]));


CREATE UNIQUE INDEX case_has_one_open_lead_task ON public.cases_task USING btree (case_id) WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX case_has_one_open_pause ON public.cases_limitpause USING btree (case_id) WHERE (ended_at IS NULL);


CREATE INDEX case_kept ON public.cases_case USING btree (state, ended_at) WHERE ((ended_at IS NOT NULL) AND ((caller_forgotten_at IS NULL) OR (words_forgotten_at IS NULL)));


CREATE INDEX case_lead_opened ON public.cases_case USING btree (lead_id, opened_at DESC, id);


CREATE INDEX case_open_due ON public.cases_case USING btree (area_id, due_at) WHERE ((state)::text = ANY ((ARRAY['heard'::character varying, 'triaged'::character varying, 'assigned'::character varying, 'delivered'::character varying, 'verified'::character varying, 'reopened'::character varying])::text[]));


CREATE INDEX case_open_due_anywhere ON public.cases_case USING btree (due_at, id) WHERE ((state)::text = ANY ((ARRAY['heard'::character varying, 'triaged'::character varying, 'assigned'::character varying, 'delivered'::character varying, 'verified'::character varying, 'reopened'::character varying])::text[]));


CREATE INDEX case_open_matter ON public.cases_case USING btree (area_id, category_id, opened_at DESC) WHERE ((state)::text = ANY ((ARRAY['heard'::character varying, 'triaged'::character varying, 'assigned'::character varying, 'delivered'::character varying, 'verified'::character varying, 'reopened'::character varying])::text[]));


CREATE INDEX case_open_place ON public.cases_case USING btree (area_id, place) WHERE (((state)::text = ANY ((ARRAY['heard'::character varying, 'triaged'::character varying, 'assigned'::character varying, 'delivered'::character varying, 'verified'::character varying, 'reopened'::character varying])::text[])) AND (NOT ((place)::text = ''::text)));


CREATE INDEX case_open_taken_by ON public.cases_case USING btree (opened_by, due_at) WHERE ((opened_by IS NOT NULL) AND ((state)::text = ANY ((ARRAY['heard'::character varying, 'triaged'::character varying, 'assigned'::character varying, 'delivered'::character varying, 'verified'::character varying, 'reopened'::character varying])::text[])));


CREATE INDEX case_opened_anywhere ON public.cases_case USING btree (opened_at DESC, id DESC);


CREATE INDEX case_pairs ON public.cases_case USING gin (public.cases_pairs((title)::text, (place)::text));


CREATE INDEX case_person ON public.cases_case USING btree (person_id, opened_at);


CREATE INDEX case_unconfirmed ON public.cases_case USING btree (ended_at) WHERE ((state)::text = 'unconfirmed'::text);


CREATE INDEX cases_callattempt_case_id_cccd4073 ON public.cases_callattempt USING btree (case_id);


CREATE INDEX cases_case_area_id_040d4987 ON public.cases_case USING btree (area_id);


CREATE INDEX cases_case_area_id_040d4987_like ON public.cases_case USING btree (area_id varchar_pattern_ops);


CREATE INDEX cases_case_category_id_c6dc5a5a ON public.cases_case USING btree (category_id);


CREATE INDEX cases_case_category_id_c6dc5a5a_like ON public.cases_case USING btree (category_id varchar_pattern_ops);


CREATE INDEX cases_case_lead_id_3e7fc465 ON public.cases_case USING btree (lead_id);


CREATE INDEX cases_case_merged_into_id_1b4320d8 ON public.cases_case USING btree (merged_into_id);


CREATE INDEX cases_case_person_id_f87eeffa ON public.cases_case USING btree (person_id);


CREATE INDEX cases_case_proposed_category_id_43aa040b ON public.cases_case USING btree (proposed_category_id);


CREATE INDEX cases_case_proposed_category_id_43aa040b_like ON public.cases_case USING btree (proposed_category_id varchar_pattern_ops);


CREATE INDEX cases_case_proposed_item_id_b62462c3 ON public.cases_case USING btree (proposed_item_id);


CREATE INDEX cases_casemerge_survivor_id_b6994358 ON public.cases_casemerge USING btree (survivor_id);


CREATE INDEX cases_circumstance_case_id_ca257f31 ON public.cases_circumstance USING btree (case_id);


CREATE INDEX cases_cohandler_case_id_787d1510 ON public.cases_cohandler USING btree (case_id);


CREATE INDEX cases_cohandler_organisation_id_ac87b3f6 ON public.cases_cohandler USING btree (organisation_id);


CREATE INDEX cases_contactcard_area_id_885fb033_like ON public.cases_contactcard USING btree (area_id varchar_pattern_ops);


CREATE INDEX cases_delivery_by_id_93e9e188 ON public.cases_delivery USING btree (by_id);


CREATE INDEX cases_delivery_case_id_89c6e15d ON public.cases_delivery USING btree (case_id);


CREATE INDEX cases_delivery_companion_id_f4a3ce83 ON public.cases_delivery USING btree (companion_id);


CREATE INDEX cases_delivery_noted_by_id_72321f12 ON public.cases_delivery USING btree (noted_by_id);


CREATE INDEX cases_delivery_task_id_388c9fa3 ON public.cases_delivery USING btree (task_id);


CREATE INDEX cases_feedback_area_id_f54b35e9 ON public.cases_feedback USING btree (area_id);


CREATE INDEX cases_feedback_area_id_f54b35e9_like ON public.cases_feedback USING btree (area_id varchar_pattern_ops);


CREATE INDEX cases_feedback_case_id_9a22016d ON public.cases_feedback USING btree (case_id);


CREATE INDEX cases_feedback_organisation_id_cc859810 ON public.cases_feedback USING btree (organisation_id);


CREATE INDEX cases_followuprule_area_id_3be0fc67_like ON public.cases_followuprule USING btree (area_id varchar_pattern_ops);


CREATE INDEX cases_handback_case_id_18c7a090 ON public.cases_handback USING btree (case_id);


CREATE INDEX cases_handback_lead_id_b29535c0 ON public.cases_handback USING btree (lead_id);


CREATE INDEX cases_handback_proposed_lead_id_fd31cdf4 ON public.cases_handback USING btree (proposed_lead_id);


CREATE INDEX cases_handback_task_id_40f90e16 ON public.cases_handback USING btree (task_id);


CREATE INDEX cases_heldvoice_tenant_id_22da6ca0 ON public.cases_heldvoice USING btree (tenant_id);


CREATE INDEX cases_limit_case_id_3fce638c ON public.cases_limit USING btree (case_id);


CREATE INDEX cases_limitextension_limit_id_ad9377f2 ON public.cases_limitextension USING btree (limit_id);


CREATE INDEX cases_limitpause_case_id_638db815 ON public.cases_limitpause USING btree (case_id);


CREATE INDEX cases_mediation_area_id_0c2b0432 ON public.cases_mediation USING btree (area_id);


CREATE INDEX cases_mediation_area_id_0c2b0432_like ON public.cases_mediation USING btree (area_id varchar_pattern_ops);


CREATE INDEX cases_mediation_mediator_id_a0ee8010 ON public.cases_mediation USING btree (mediator_id);


CREATE INDEX cases_mediationhandover_before_id_f6032f65 ON public.cases_mediationhandover USING btree (before_id);


CREATE INDEX cases_mediationhandover_mediation_id_d37da38e ON public.cases_mediationhandover USING btree (mediation_id);


CREATE INDEX cases_mediationhandover_to_id_8fffb524 ON public.cases_mediationhandover USING btree (to_id);


CREATE INDEX cases_mergedcase_case_id_ac1b9d2d ON public.cases_mergedcase USING btree (case_id);


CREATE INDEX cases_mergedcase_merge_id_f6a860fd ON public.cases_mergedcase USING btree (merge_id);


CREATE INDEX cases_messageimport_area_id_156fdf24 ON public.cases_messageimport USING btree (area_id);


CREATE INDEX cases_messageimport_area_id_156fdf24_like ON public.cases_messageimport USING btree (area_id varchar_pattern_ops);


CREATE INDEX cases_messagerow_case_id_6427763c ON public.cases_messagerow USING btree (case_id);


CREATE INDEX cases_messagerow_run_id_ea24c7e3 ON public.cases_messagerow USING btree (run_id);


CREATE INDEX cases_notice_case_id_cd438a78 ON public.cases_notice USING btree (case_id);


CREATE INDEX cases_notice_organisation_id_2b12c4c0 ON public.cases_notice USING btree (organisation_id);


CREATE INDEX cases_notice_owed_by_id_4823c8dc ON public.cases_notice USING btree (owed_by_id);


CREATE INDEX cases_outgoingtext_officer_id_ec46fd6c ON public.cases_outgoingtext USING btree (officer_id);


CREATE INDEX cases_outgoingtext_voice_id_b519b8df ON public.cases_outgoingtext USING btree (voice_id);


CREATE INDEX cases_outreachcontact_person_id_180c2953 ON public.cases_outreachcontact USING btree (person_id);


CREATE INDEX cases_outreachrule_derived_list_id_6ceb8115_like ON public.cases_outreachrule USING btree (derived_list_id varchar_pattern_ops);


CREATE INDEX cases_paymentdifficulty_outlet_id_2831cbe2 ON public.cases_paymentdifficulty USING btree (outlet_id);


CREATE INDEX cases_paymentdifficulty_person_id_cbde2872 ON public.cases_paymentdifficulty USING btree (person_id);


CREATE INDEX cases_paymentregisterrule_area_id_8907ceb9_like ON public.cases_paymentregisterrule USING btree (area_id varchar_pattern_ops);


CREATE INDEX cases_provider_area_id_e361e25f ON public.cases_provider USING btree (area_id);


CREATE INDEX cases_provider_area_id_e361e25f_like ON public.cases_provider USING btree (area_id varchar_pattern_ops);


CREATE INDEX cases_provider_category_id_3f0ab062 ON public.cases_provider USING btree (category_id);


CREATE INDEX cases_provider_category_id_3f0ab062_like ON public.cases_provider USING btree (category_id varchar_pattern_ops);


CREATE INDEX cases_provider_organisation_id_4eb7b827 ON public.cases_provider USING btree (organisation_id);


CREATE INDEX cases_rateexclusion_verification_id_3f019222 ON public.cases_rateexclusion USING btree (verification_id);


CREATE INDEX cases_reason_case_id_7cbc7101 ON public.cases_reason USING btree (case_id);


CREATE INDEX cases_retentionrule_outcome_c7bf058a_like ON public.cases_retentionrule USING btree (outcome varchar_pattern_ops);


CREATE INDEX cases_retentionrun_at_516a1b65 ON public.cases_retentionrun USING btree (at);


CREATE INDEX cases_rung_area_id_1f0ddc09 ON public.cases_rung USING btree (area_id);


CREATE INDEX cases_rung_area_id_1f0ddc09_like ON public.cases_rung USING btree (area_id varchar_pattern_ops);


CREATE INDEX cases_rung_office_id_35ca8910 ON public.cases_rung USING btree (office_id);


CREATE INDEX cases_sample_area_id_36c9cdfb ON public.cases_sample USING btree (area_id);


CREATE INDEX cases_sample_area_id_36c9cdfb_like ON public.cases_sample USING btree (area_id varchar_pattern_ops);


CREATE INDEX cases_sampleline_sample_id_064f98e2 ON public.cases_sampleline USING btree (sample_id);


CREATE INDEX cases_savedfilter_account_id_15e675bb ON public.cases_savedfilter USING btree (account_id);


CREATE INDEX cases_steplimit_area_id_931d74e6 ON public.cases_steplimit USING btree (area_id);


CREATE INDEX cases_steplimit_area_id_931d74e6_like ON public.cases_steplimit USING btree (area_id varchar_pattern_ops);


CREATE INDEX cases_task_case_id_db8cf8f3 ON public.cases_task USING btree (case_id);


CREATE INDEX cases_task_organisation_id_27cf2033 ON public.cases_task USING btree (organisation_id);


CREATE INDEX cases_telling_voice_id_d6249cb8 ON public.cases_telling USING btree (voice_id);


CREATE INDEX cases_tenant_area_id_1304dbc9_like ON public.cases_tenant USING btree (area_id varchar_pattern_ops);


CREATE INDEX cases_verification_deliverer_id_c7440f77 ON public.cases_verification USING btree (deliverer_id);


CREATE INDEX cases_verification_delivery_id_b9a513a3 ON public.cases_verification USING btree (delivery_id);


CREATE INDEX cases_verification_verifier_id_df27fd8a ON public.cases_verification USING btree (verifier_id);


CREATE INDEX cases_voice_case_id_4224994f ON public.cases_voice USING btree (case_id);


CREATE INDEX cases_whistle_case_id_568742f9 ON public.cases_whistle USING btree (case_id);


CREATE INDEX cases_whistle_community_id_db24fe45 ON public.cases_whistle USING btree (community_id);


CREATE INDEX cases_whistlecall_organisation_id_79671050 ON public.cases_whistlecall USING btree (organisation_id);


CREATE INDEX cases_whistlecall_whistle_id_5c200ce9 ON public.cases_whistlecall USING btree (whistle_id);


CREATE INDEX cases_whistlestep_call_id_c4872837 ON public.cases_whistlestep USING btree (call_id);


CREATE INDEX catalogue_arbitrationlimit_area_id_1f0d2a38_like ON public.catalogue_arbitrationlimit USING btree (area_id varchar_pattern_ops);


CREATE INDEX catalogue_category_code_98f4a4fa_like ON public.catalogue_category USING btree (code varchar_pattern_ops);


CREATE INDEX catalogue_category_parent_id_4479cbbf ON public.catalogue_category USING btree (parent_id);


CREATE INDEX catalogue_category_parent_id_4479cbbf_like ON public.catalogue_category USING btree (parent_id varchar_pattern_ops);


CREATE INDEX catalogue_commitment_owner_id_a39bd38f ON public.catalogue_commitment USING btree (owner_id);


CREATE INDEX catalogue_commitment_register_id_7e860dba ON public.catalogue_commitment USING btree (register_id);


CREATE INDEX catalogue_commitmentrating_commitment_id_ecd79510 ON public.catalogue_commitmentrating USING btree (commitment_id);


CREATE INDEX catalogue_commitmentregister_area_id_22ba73c6 ON public.catalogue_commitmentregister USING btree (area_id);


CREATE INDEX catalogue_commitmentregister_area_id_22ba73c6_like ON public.catalogue_commitmentregister USING btree (area_id varchar_pattern_ops);


CREATE INDEX catalogue_commitmentregister_code_1d3b1982_like ON public.catalogue_commitmentregister USING btree (code varchar_pattern_ops);


CREATE INDEX catalogue_commitmentregister_served_id_7abf7106 ON public.catalogue_commitmentregister USING btree (served_id);


CREATE INDEX catalogue_costoption_guide_id_d77e8a53 ON public.catalogue_costoption USING btree (guide_id);


CREATE INDEX catalogue_decisionnotice_item_id_2ec22e9e ON public.catalogue_decisionnotice USING btree (item_id);


CREATE INDEX catalogue_decisionnotice_organisation_id_f1f3ab68 ON public.catalogue_decisionnotice USING btree (organisation_id);


CREATE INDEX catalogue_decisionnotice_told_by_id_38ee57ed ON public.catalogue_decisionnotice USING btree (told_by_id);


CREATE INDEX catalogue_draftimport_draft_id_c312cb2a ON public.catalogue_draftimport USING btree (draft_id);


CREATE INDEX catalogue_draftimport_made_by_id_7e27f0d3 ON public.catalogue_draftimport USING btree (made_by_id);


CREATE INDEX catalogue_draftitem_category_id_99406ac5 ON public.catalogue_draftitem USING btree (category_id);


CREATE INDEX catalogue_draftitem_category_id_99406ac5_like ON public.catalogue_draftitem USING btree (category_id varchar_pattern_ops);


CREATE INDEX catalogue_draftitem_draft_id_3542aba2 ON public.catalogue_draftitem USING btree (draft_id);


CREATE INDEX catalogue_draftitem_lead_id_8fff4301 ON public.catalogue_draftitem USING btree (lead_id);


CREATE INDEX catalogue_draftitem_settles_id_fb448df3 ON public.catalogue_draftitem USING btree (settles_id);


CREATE INDEX catalogue_evidence_by_id_f18fb964 ON public.catalogue_evidence USING btree (by_id);


CREATE INDEX catalogue_evidence_commitment_id_21a739a2 ON public.catalogue_evidence USING btree (commitment_id);


CREATE INDEX catalogue_fourrolechain_area_id_7305c24f ON public.catalogue_fourrolechain USING btree (area_id);


CREATE INDEX catalogue_fourrolechain_area_id_7305c24f_like ON public.catalogue_fourrolechain USING btree (area_id varchar_pattern_ops);


CREATE INDEX catalogue_fourrolechain_code_552ca704 ON public.catalogue_fourrolechain USING btree (code);


CREATE INDEX catalogue_fourrolechain_code_552ca704_like ON public.catalogue_fourrolechain USING btree (code varchar_pattern_ops);


CREATE INDEX catalogue_fourrolechain_guide_id_3038a659 ON public.catalogue_fourrolechain USING btree (guide_id);


CREATE INDEX catalogue_fourrolechain_lead_id_2053079f ON public.catalogue_fourrolechain USING btree (lead_id);


CREATE INDEX catalogue_guide_service_id_f85e3d42 ON public.catalogue_guide USING btree (service_id);


CREATE INDEX catalogue_guide_written_by_id_6740b16d ON public.catalogue_guide USING btree (written_by_id);


CREATE INDEX catalogue_itemcohandler_item_id_67fb6025 ON public.catalogue_itemcohandler USING btree (item_id);


CREATE INDEX catalogue_itemcohandler_organisation_id_79254e0d ON public.catalogue_itemcohandler USING btree (organisation_id);


CREATE INDEX catalogue_leadproposal_by_id_18031b33 ON public.catalogue_leadproposal USING btree (by_id);


CREATE INDEX catalogue_leadproposal_item_id_8212ca97 ON public.catalogue_leadproposal USING btree (item_id);


CREATE INDEX catalogue_leadproposal_lead_id_2e84c213 ON public.catalogue_leadproposal USING btree (lead_id);


CREATE INDEX catalogue_leadproposal_organisation_id_4d5b9c1a ON public.catalogue_leadproposal USING btree (organisation_id);


CREATE INDEX catalogue_listdraft_area_id_b1b11388 ON public.catalogue_listdraft USING btree (area_id);


CREATE INDEX catalogue_listdraft_area_id_b1b11388_like ON public.catalogue_listdraft USING btree (area_id varchar_pattern_ops);


CREATE INDEX catalogue_listdraft_begun_by_id_aab63e21 ON public.catalogue_listdraft USING btree (begun_by_id);


CREATE INDEX catalogue_listdraft_ended_by_id_24ffd2a3 ON public.catalogue_listdraft USING btree (ended_by_id);


CREATE INDEX catalogue_requireddocument_guide_id_fcb7a6ea ON public.catalogue_requireddocument USING btree (guide_id);


CREATE INDEX catalogue_responsibilityitem_area_id_dbe96107 ON public.catalogue_responsibilityitem USING btree (area_id);


CREATE INDEX catalogue_responsibilityitem_area_id_dbe96107_like ON public.catalogue_responsibilityitem USING btree (area_id varchar_pattern_ops);


CREATE INDEX catalogue_responsibilityitem_category_id_7b1a3598 ON public.catalogue_responsibilityitem USING btree (category_id);


CREATE INDEX catalogue_responsibilityitem_category_id_7b1a3598_like ON public.catalogue_responsibilityitem USING btree (category_id varchar_pattern_ops);


CREATE INDEX catalogue_responsibilityitem_lead_id_a186bdb9 ON public.catalogue_responsibilityitem USING btree (lead_id);


CREATE INDEX catalogue_responsibilityitem_published_by_id_12e0353c ON public.catalogue_responsibilityitem USING btree (published_by_id);


CREATE INDEX catalogue_serviceitem_area_id_34368ab3 ON public.catalogue_serviceitem USING btree (area_id);


CREATE INDEX catalogue_serviceitem_area_id_34368ab3_like ON public.catalogue_serviceitem USING btree (area_id varchar_pattern_ops);


CREATE INDEX catalogue_serviceitem_category_id_fc24fe40 ON public.catalogue_serviceitem USING btree (category_id);


CREATE INDEX catalogue_serviceitem_category_id_fc24fe40_like ON public.catalogue_serviceitem USING btree (category_id varchar_pattern_ops);


CREATE INDEX catalogue_serviceitem_code_550de743_like ON public.catalogue_serviceitem USING btree (code varchar_pattern_ops);


CREATE INDEX catalogue_serviceitem_organisation_id_ece3c5de ON public.catalogue_serviceitem USING btree (organisation_id);


CREATE INDEX catalogue_unclearitem_arbiter_id_07eea371 ON public.catalogue_unclearitem USING btree (arbiter_id);


CREATE INDEX catalogue_unclearitem_area_id_66ef2764 ON public.catalogue_unclearitem USING btree (area_id);


CREATE INDEX catalogue_unclearitem_area_id_66ef2764_like ON public.catalogue_unclearitem USING btree (area_id varchar_pattern_ops);


CREATE INDEX catalogue_unclearitem_category_id_d1fd9e4e ON public.catalogue_unclearitem USING btree (category_id);


CREATE INDEX catalogue_unclearitem_category_id_d1fd9e4e_like ON public.catalogue_unclearitem USING btree (category_id varchar_pattern_ops);


CREATE INDEX catalogue_unclearitem_lead_id_ffe0ef85 ON public.catalogue_unclearitem USING btree (lead_id);


CREATE INDEX catalogue_unclearitem_raised_by_id_67ee333d ON public.catalogue_unclearitem USING btree (raised_by_id);


CREATE INDEX catalogue_unclearitem_raised_for_id_2bf38516 ON public.catalogue_unclearitem USING btree (raised_for_id);


CREATE INDEX claim_held ON public.dispatch_claim USING btree (helper_id) WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX client_has_one_subscription ON public.foundation_subscription USING btree (client_id) WHERE (ended_at IS NULL);


CREATE INDEX co_handler_has_a_task ON public.cases_cohandler USING btree (organisation_id) WHERE ((assigned_at IS NOT NULL) AND (ended_at IS NULL));


CREATE INDEX confirmation_notice_office ON public.dispatch_confirmationnotice USING btree (organisation_id, at);


CREATE UNIQUE INDEX consent_newest_answer_is_one ON public.registry_consent USING btree (person_id, purpose_id) WHERE (superseded_at IS NULL);


CREATE INDEX data_request_by_limit ON public.registry_datarequest USING btree (state, due_at);


CREATE INDEX dispatch_actdone_act_id_568e5fa6 ON public.dispatch_actdone USING btree (act_id);


CREATE INDEX dispatch_actdone_helper_id_821b63f5 ON public.dispatch_actdone USING btree (helper_id);


CREATE INDEX dispatch_checkin_community_id_9117720a ON public.dispatch_checkin USING btree (community_id);


CREATE INDEX dispatch_checkin_unit_id_9df801e8 ON public.dispatch_checkin USING btree (unit_id);


CREATE INDEX dispatch_claim_helper_id_3c96de84 ON public.dispatch_claim USING btree (helper_id);


CREATE INDEX dispatch_claim_noted_by_id_5498a348 ON public.dispatch_claim USING btree (noted_by_id);


CREATE INDEX dispatch_claim_task_id_433c8f2c ON public.dispatch_claim USING btree (task_id);


CREATE INDEX dispatch_confirmationnotice_organisation_id_f6816f3b ON public.dispatch_confirmationnotice USING btree (organisation_id);


CREATE INDEX dispatch_confirmationnotice_task_id_fad7abc9 ON public.dispatch_confirmationnotice USING btree (task_id);


CREATE INDEX dispatch_demonstrationbase_code_7f25d895_like ON public.dispatch_demonstrationbase USING btree (code varchar_pattern_ops);


CREATE INDEX dispatch_guidance_hall_id_3fe9b483 ON public.dispatch_guidance USING btree (hall_id);


CREATE INDEX dispatch_guidance_shift_id_b5b7958f ON public.dispatch_guidance USING btree (shift_id);


CREATE INDEX dispatch_hallshift_guide_id_640f60d5 ON public.dispatch_hallshift USING btree (guide_id);


CREATE INDEX dispatch_hallshift_hall_id_4ce33b70 ON public.dispatch_hallshift USING btree (hall_id);


CREATE INDEX dispatch_helpconfirmation_helper_id_ef554f34 ON public.dispatch_helpconfirmation USING btree (helper_id);


CREATE INDEX dispatch_helpconfirmation_noted_by_id_e5e414ce ON public.dispatch_helpconfirmation USING btree (noted_by_id);


CREATE INDEX dispatch_helpconfirmation_task_id_1819a2a3 ON public.dispatch_helpconfirmation USING btree (task_id);


CREATE INDEX dispatch_helper_area_id_b43b7315 ON public.dispatch_helper USING btree (area_id);


CREATE INDEX dispatch_helper_area_id_b43b7315_like ON public.dispatch_helper USING btree (area_id varchar_pattern_ops);


CREATE INDEX dispatch_helperskill_helper_id_8eac3764 ON public.dispatch_helperskill USING btree (helper_id);


CREATE INDEX dispatch_helperskill_proven_by_id_986cb1fd ON public.dispatch_helperskill USING btree (proven_by_id);


CREATE INDEX dispatch_helperskill_skill_id_6fcbf588 ON public.dispatch_helperskill USING btree (skill_id);


CREATE INDEX dispatch_helperskill_skill_id_6fcbf588_like ON public.dispatch_helperskill USING btree (skill_id varchar_pattern_ops);


CREATE INDEX dispatch_helptask_area_id_4b8ce21c ON public.dispatch_helptask USING btree (area_id);


CREATE INDEX dispatch_helptask_area_id_4b8ce21c_like ON public.dispatch_helptask USING btree (area_id varchar_pattern_ops);


CREATE INDEX dispatch_helptask_case_id_ee2ec34d ON public.dispatch_helptask USING btree (case_id);


CREATE INDEX dispatch_helptask_case_task_id_ffb71a3f ON public.dispatch_helptask USING btree (case_task_id);


CREATE INDEX dispatch_helptask_found_case_id_9a7896a0 ON public.dispatch_helptask USING btree (found_case_id);


CREATE INDEX dispatch_helptask_person_id_1b6bdf09 ON public.dispatch_helptask USING btree (person_id);


CREATE INDEX dispatch_helptask_served_id_7c4607ce ON public.dispatch_helptask USING btree (served_id);


CREATE INDEX dispatch_helptask_skill_id_9f1bc6f3 ON public.dispatch_helptask USING btree (skill_id);


CREATE INDEX dispatch_helptask_skill_id_9f1bc6f3_like ON public.dispatch_helptask USING btree (skill_id varchar_pattern_ops);


CREATE INDEX dispatch_offer_helper_id_c21ea0d2 ON public.dispatch_offer USING btree (helper_id);


CREATE INDEX dispatch_offer_replaces_id_7ea2bd6e ON public.dispatch_offer USING btree (replaces_id);


CREATE INDEX dispatch_offer_task_id_2046bb3a ON public.dispatch_offer USING btree (task_id);


CREATE INDEX dispatch_pairing_helper_id_f58a1099 ON public.dispatch_pairing USING btree (helper_id);


CREATE INDEX dispatch_pairing_household_id_f60c4e00 ON public.dispatch_pairing USING btree (household_id);


CREATE INDEX dispatch_pairing_noted_by_id_53007a93 ON public.dispatch_pairing USING btree (noted_by_id);


CREATE INDEX dispatch_pairing_person_id_2feb3d9a ON public.dispatch_pairing USING btree (person_id);


CREATE INDEX dispatch_phonedword_helper_id_bcbd6581 ON public.dispatch_phonedword USING btree (helper_id);


CREATE INDEX dispatch_phonedword_noted_by_id_385b33b6 ON public.dispatch_phonedword USING btree (noted_by_id);


CREATE INDEX dispatch_postholding_person_id_34cbbd12 ON public.dispatch_postholding USING btree (person_id);


CREATE INDEX dispatch_postholding_post_id_fafc8397 ON public.dispatch_postholding USING btree (post_id);


CREATE INDEX dispatch_postmatch_helper_id_6e9daca9 ON public.dispatch_postmatch USING btree (helper_id);


CREATE INDEX dispatch_postmatch_keeper_id_7e162c9f ON public.dispatch_postmatch USING btree (keeper_id);


CREATE INDEX dispatch_postmatch_post_id_421ca54b ON public.dispatch_postmatch USING btree (post_id);


CREATE INDEX dispatch_proxyshopping_helper_id_11f20daa ON public.dispatch_proxyshopping USING btree (helper_id);


CREATE INDEX dispatch_proxyshopping_noted_by_id_34854670 ON public.dispatch_proxyshopping USING btree (noted_by_id);


CREATE INDEX dispatch_pushrule_area_id_8a8d36f4_like ON public.dispatch_pushrule USING btree (area_id varchar_pattern_ops);


CREATE INDEX dispatch_recurringtask_visit_id_8230c7a5 ON public.dispatch_recurringtask USING btree (visit_id);


CREATE INDEX dispatch_recurringvisit_person_id_95334595 ON public.dispatch_recurringvisit USING btree (person_id);


CREATE INDEX dispatch_recurringvisit_set_by_id_93d9d060 ON public.dispatch_recurringvisit USING btree (set_by_id);


CREATE INDEX dispatch_recurringvisit_skill_id_9788316d ON public.dispatch_recurringvisit USING btree (skill_id);


CREATE INDEX dispatch_recurringvisit_skill_id_9788316d_like ON public.dispatch_recurringvisit USING btree (skill_id varchar_pattern_ops);


CREATE INDEX dispatch_requiredact_area_id_3add282a ON public.dispatch_requiredact USING btree (area_id);


CREATE INDEX dispatch_requiredact_area_id_3add282a_like ON public.dispatch_requiredact USING btree (area_id varchar_pattern_ops);


CREATE INDEX dispatch_responsibilityzone_code_1242a10f_like ON public.dispatch_responsibilityzone USING btree (code varchar_pattern_ops);


CREATE INDEX dispatch_responsibilityzone_organisation_id_95b37b63 ON public.dispatch_responsibilityzone USING btree (organisation_id);


CREATE INDEX dispatch_servicepost_area_id_9322d328 ON public.dispatch_servicepost USING btree (area_id);


CREATE INDEX dispatch_servicepost_area_id_9322d328_like ON public.dispatch_servicepost USING btree (area_id varchar_pattern_ops);


CREATE INDEX dispatch_servicepost_code_70e1e7b8_like ON public.dispatch_servicepost USING btree (code varchar_pattern_ops);


CREATE INDEX dispatch_signin_person_id_246f88b5 ON public.dispatch_signin USING btree (person_id);


CREATE INDEX dispatch_signin_sheet_id_d5623414 ON public.dispatch_signin USING btree (sheet_id);


CREATE INDEX dispatch_signinsheet_keyed_by_id_c9b3dde6 ON public.dispatch_signinsheet USING btree (keyed_by_id);


CREATE INDEX dispatch_signinsheet_post_id_c96c8d5f ON public.dispatch_signinsheet USING btree (post_id);


CREATE INDEX dispatch_signinsheet_team_id_53ed05e2 ON public.dispatch_signinsheet USING btree (team_id);


CREATE INDEX dispatch_skill_code_4b5d087f_like ON public.dispatch_skill USING btree (code varchar_pattern_ops);


CREATE INDEX dispatch_studyoffer_area_id_266f5c19 ON public.dispatch_studyoffer USING btree (area_id);


CREATE INDEX dispatch_studyoffer_area_id_266f5c19_like ON public.dispatch_studyoffer USING btree (area_id varchar_pattern_ops);


CREATE INDEX dispatch_studyoffer_base_id_8fac50d5 ON public.dispatch_studyoffer USING btree (base_id);


CREATE INDEX dispatch_studyoffer_base_id_8fac50d5_like ON public.dispatch_studyoffer USING btree (base_id varchar_pattern_ops);


CREATE INDEX dispatch_studyoffer_organisation_id_61d72c88 ON public.dispatch_studyoffer USING btree (organisation_id);


CREATE INDEX dispatch_studyoffer_post_id_70d6c36f ON public.dispatch_studyoffer USING btree (post_id);


CREATE INDEX dispatch_studyoffer_skill_id_d141c0be ON public.dispatch_studyoffer USING btree (skill_id);


CREATE INDEX dispatch_studyoffer_skill_id_d141c0be_like ON public.dispatch_studyoffer USING btree (skill_id varchar_pattern_ops);


CREATE INDEX dispatch_studyplace_came_by_id_5e22cf74 ON public.dispatch_studyplace USING btree (came_by_id);


CREATE INDEX dispatch_studyplace_learner_id_72abe9ba ON public.dispatch_studyplace USING btree (learner_id);


CREATE INDEX dispatch_studyplace_noted_by_id_5e7a0ce4 ON public.dispatch_studyplace USING btree (noted_by_id);


CREATE INDEX dispatch_studyplace_offer_id_48a4f977 ON public.dispatch_studyplace USING btree (offer_id);


CREATE INDEX dispatch_triedfile_by_id_416215f3 ON public.dispatch_triedfile USING btree (by_id);


CREATE INDEX dispatch_triedfile_tried_at_74c2482a ON public.dispatch_triedfile USING btree (tried_at);


CREATE INDEX dispatch_visitrecord_area_id_a9fdccc2 ON public.dispatch_visitrecord USING btree (area_id);


CREATE INDEX dispatch_visitrecord_area_id_a9fdccc2_like ON public.dispatch_visitrecord USING btree (area_id varchar_pattern_ops);


CREATE INDEX dispatch_visitrecord_by_id_a852ac04 ON public.dispatch_visitrecord USING btree (by_id);


CREATE INDEX dispatch_visitrecord_case_id_59b97f19 ON public.dispatch_visitrecord USING btree (case_id);


CREATE INDEX dispatch_visitrecord_entered_by_id_34df8523 ON public.dispatch_visitrecord USING btree (entered_by_id);


CREATE INDEX dispatch_visitrecord_found_case_id_85ab6c71 ON public.dispatch_visitrecord USING btree (found_case_id);


CREATE INDEX dispatch_visitrecord_settled_by_id_fb5243a3 ON public.dispatch_visitrecord USING btree (settled_by_id);


CREATE INDEX dispatch_zonearea_area_id_75f03581_like ON public.dispatch_zonearea USING btree (area_id varchar_pattern_ops);


CREATE INDEX dispatch_zonearea_zone_id_715ab4e6 ON public.dispatch_zonearea USING btree (zone_id);


CREATE INDEX fact_to_send ON public.foundation_outgoingfact USING btree (subscription_id, about, seq) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'dead'::character varying])::text[]));


CREATE INDEX feedback_by_area ON public.cases_feedback USING btree (area_id, heard_at DESC);


CREATE INDEX foundation_account_login_d42cc508_like ON public.foundation_account USING btree (login varchar_pattern_ops);


CREATE INDEX foundation_client_code_b53c7a73_like ON public.foundation_client USING btree (code varchar_pattern_ops);


CREATE INDEX foundation_clientminute_client_id_ea9d3abb ON public.foundation_clientminute USING btree (client_id);


CREATE INDEX foundation_division_code_ea8c3e0a_like ON public.foundation_division USING btree (code varchar_pattern_ops);


CREATE INDEX foundation_division_parent_id_dc948701 ON public.foundation_division USING btree (parent_id);


CREATE INDEX foundation_division_parent_id_dc948701_like ON public.foundation_division USING btree (parent_id varchar_pattern_ops);


CREATE INDEX foundation_fact_about ON ONLY public.foundation_fact USING btree (about, seq);


CREATE INDEX foundation_fact_2026_10_about_seq_idx ON public.foundation_fact_2026_10 USING btree (about, seq);


CREATE INDEX foundation_fact_kind ON ONLY public.foundation_fact USING btree (kind, area, at);


CREATE INDEX foundation_fact_2026_10_kind_area_at_idx ON public.foundation_fact_2026_10 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2026_11_about_seq_idx ON public.foundation_fact_2026_11 USING btree (about, seq);


CREATE INDEX foundation_fact_2026_11_kind_area_at_idx ON public.foundation_fact_2026_11 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2026_12_about_seq_idx ON public.foundation_fact_2026_12 USING btree (about, seq);


CREATE INDEX foundation_fact_2026_12_kind_area_at_idx ON public.foundation_fact_2026_12 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2027_01_about_seq_idx ON public.foundation_fact_2027_01 USING btree (about, seq);


CREATE INDEX foundation_fact_2027_01_kind_area_at_idx ON public.foundation_fact_2027_01 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2027_02_about_seq_idx ON public.foundation_fact_2027_02 USING btree (about, seq);


CREATE INDEX foundation_fact_2027_02_kind_area_at_idx ON public.foundation_fact_2027_02 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2027_03_about_seq_idx ON public.foundation_fact_2027_03 USING btree (about, seq);


CREATE INDEX foundation_fact_2027_03_kind_area_at_idx ON public.foundation_fact_2027_03 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2027_04_about_seq_idx ON public.foundation_fact_2027_04 USING btree (about, seq);


CREATE INDEX foundation_fact_2027_04_kind_area_at_idx ON public.foundation_fact_2027_04 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2027_05_about_seq_idx ON public.foundation_fact_2027_05 USING btree (about, seq);


CREATE INDEX foundation_fact_2027_05_kind_area_at_idx ON public.foundation_fact_2027_05 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2027_06_about_seq_idx ON public.foundation_fact_2027_06 USING btree (about, seq);


CREATE INDEX foundation_fact_2027_06_kind_area_at_idx ON public.foundation_fact_2027_06 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2027_07_about_seq_idx ON public.foundation_fact_2027_07 USING btree (about, seq);


CREATE INDEX foundation_fact_2027_07_kind_area_at_idx ON public.foundation_fact_2027_07 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2027_08_about_seq_idx ON public.foundation_fact_2027_08 USING btree (about, seq);


CREATE INDEX foundation_fact_2027_08_kind_area_at_idx ON public.foundation_fact_2027_08 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2027_09_about_seq_idx ON public.foundation_fact_2027_09 USING btree (about, seq);


CREATE INDEX foundation_fact_2027_09_kind_area_at_idx ON public.foundation_fact_2027_09 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2027_10_about_seq_idx ON public.foundation_fact_2027_10 USING btree (about, seq);


CREATE INDEX foundation_fact_2027_10_kind_area_at_idx ON public.foundation_fact_2027_10 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2027_11_about_seq_idx ON public.foundation_fact_2027_11 USING btree (about, seq);


CREATE INDEX foundation_fact_2027_11_kind_area_at_idx ON public.foundation_fact_2027_11 USING btree (kind, area, at);


CREATE INDEX foundation_fact_2027_12_about_seq_idx ON public.foundation_fact_2027_12 USING btree (about, seq);


CREATE INDEX foundation_fact_2027_12_kind_area_at_idx ON public.foundation_fact_2027_12 USING btree (kind, area, at);


CREATE INDEX foundation_grant_account_id_bccd4b83 ON public.foundation_grant USING btree (account_id);


CREATE INDEX foundation_grant_area_id_924a20e7 ON public.foundation_grant USING btree (area_id);


CREATE INDEX foundation_grant_area_id_924a20e7_like ON public.foundation_grant USING btree (area_id varchar_pattern_ops);


CREATE INDEX foundation_grant_role_id_df3e004e ON public.foundation_grant USING btree (role_id);


CREATE INDEX foundation_grant_role_id_df3e004e_like ON public.foundation_grant USING btree (role_id varchar_pattern_ops);


CREATE INDEX foundation_keychallenge_account_id_8b606d69 ON public.foundation_keychallenge USING btree (account_id);


CREATE INDEX foundation_keychallenge_issued_at_ef8c69f9 ON public.foundation_keychallenge USING btree (issued_at);


CREATE INDEX foundation_logreader_name_b02b54f1_like ON public.foundation_logreader USING btree (name varchar_pattern_ops);


CREATE INDEX foundation_opensession_account_id_766597ad ON public.foundation_opensession USING btree (account_id);


CREATE INDEX foundation_opensession_expire_date_c58d4644 ON public.foundation_opensession USING btree (expire_date);


CREATE INDEX foundation_opensession_handle_fe96ce80 ON public.foundation_opensession USING btree (handle);


CREATE INDEX foundation_opensession_session_key_e4d24128_like ON public.foundation_opensession USING btree (session_key varchar_pattern_ops);


CREATE INDEX foundation_outgoingfact_subscription_id_dbf2faac ON public.foundation_outgoingfact USING btree (subscription_id);


CREATE INDEX foundation_role_code_5c9dbe4b_like ON public.foundation_role USING btree (code varchar_pattern_ops);


CREATE INDEX foundation_securitykey_account_id_a78536d8 ON public.foundation_securitykey USING btree (account_id);


CREATE INDEX foundation_subscription_client_id_2ca5c4c1 ON public.foundation_subscription USING btree (client_id);


CREATE INDEX foundation_token_client_id_90c92601 ON public.foundation_token USING btree (client_id);


CREATE INDEX foundation_token_start_6b11de52_like ON public.foundation_token USING btree (start varchar_pattern_ops);


CREATE INDEX guess_at ON public.cases_guess USING btree (at);


CREATE INDEX guess_number ON public.cases_guess USING btree (number_index, at);


CREATE UNIQUE INDEX guide_has_one_visitor_at_a_time ON public.dispatch_guidance USING btree (shift_id) WHERE (ended_at IS NULL);


CREATE INDEX hall_shift_by_time ON public.dispatch_hallshift USING btree (hall_id, begins_at);


CREATE INDEX hall_waiting ON public.dispatch_guidance USING btree (hall_id, arrived_at) WHERE ((began_at IS NULL) AND (left_at IS NULL));


CREATE UNIQUE INDEX hand_back_is_argued_a_second_time_once ON public.cases_handback USING btree (task_id) WHERE (first_id IS NOT NULL);


CREATE UNIQUE INDEX hand_back_is_argued_once ON public.cases_handback USING btree (task_id) WHERE (first_id IS NULL);


CREATE INDEX help_task_case ON public.dispatch_helptask USING btree (case_id);


CREATE INDEX help_task_open ON public.dispatch_helptask USING btree (area_id, opened_at) WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX helper_and_post_are_matched_once ON public.dispatch_postmatch USING btree (post_id, helper_id) WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX helper_holds_a_task_once ON public.dispatch_claim USING btree (task_id, helper_id) WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX household_has_its_own_door_in_a_residence ON public.registry_household USING btree (residence_id, address) WHERE (residence_id IS NOT NULL);


CREATE UNIQUE INDEX household_is_paired_one_to_one ON public.dispatch_pairing USING btree (household_id) WHERE (ended_at IS NULL);


CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));


CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);


CREATE INDEX import_area_uploaded ON public.cases_messageimport USING btree (area_id, uploaded_at DESC);


CREATE INDEX import_row_outcome ON public.cases_messagerow USING btree (run_id, outcome, line);


CREATE INDEX indicators_figure_area_id_0d7c11ef ON public.indicators_figure USING btree (area_id);


CREATE INDEX indicators_figure_area_id_0d7c11ef_like ON public.indicators_figure USING btree (area_id varchar_pattern_ops);


CREATE INDEX indicators_yeargoal_area_id_c3e781cc ON public.indicators_yeargoal USING btree (area_id);


CREATE INDEX indicators_yeargoal_area_id_c3e781cc_like ON public.indicators_yeargoal USING btree (area_id varchar_pattern_ops);


CREATE UNIQUE INDEX limit_has_one_undecided_extension ON public.cases_limitextension USING btree (limit_id) WHERE (decided_at IS NULL);


CREATE INDEX mediation_of_mediator ON public.cases_mediation USING btree (mediator_id, opened_at DESC);


CREATE INDEX membership_of_organisation ON public.registry_membership USING btree (organisation_id, role);


CREATE UNIQUE INDEX merge_joins_a_record_to_one_person ON public.registry_merge USING btree (merged_id) WHERE (undone_at IS NULL);


CREATE INDEX merge_standing_of_survivor ON public.registry_merge USING btree (survivor_id) WHERE (undone_at IS NULL);


CREATE INDEX notice_of_organisation ON public.cases_notice USING btree (organisation_id, at);


CREATE INDEX offer_standing ON public.dispatch_offer USING btree (helper_id) WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX officer_has_one_waiting_text_of_a_kind ON public.cases_outgoingtext USING btree (officer_id, kind) WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX one_trained_model_in_use ON public.cases_trainedmodel USING btree (is_in_use) WHERE is_in_use;


CREATE INDEX organisation_by_pinyin ON public.registry_organisation USING btree (spelling, id);


CREATE INDEX organisation_name_trigrams ON public.registry_organisation USING gin (name public.gin_trgm_ops);


CREATE INDEX outreach_contact_of ON public.cases_outreachcontact USING btree (person_id, at);


CREATE INDEX pairing_of_a_helper ON public.dispatch_pairing USING btree (helper_id) WHERE (ended_at IS NULL);


CREATE INDEX payment_difficulty_expires ON public.cases_paymentdifficulty USING btree (expires_on);


CREATE INDEX payment_difficulty_of_outlet ON public.cases_paymentdifficulty USING btree (outlet_id, noted_at DESC);


CREATE INDEX person_by_pinyin ON public.registry_person USING btree (spelling, id);


CREATE INDEX person_initials ON public.registry_person USING btree (initials);


CREATE INDEX person_initials_and_year ON public.registry_person USING btree (initials, birth_year);


CREATE INDEX person_name_trigrams ON public.registry_person USING gin (name public.gin_trgm_ops);


CREATE INDEX person_of_village_by_year ON public.registry_person USING btree (area_id, birth_year) INCLUDE (spelling, id) WHERE (answered_by_id IS NULL);


CREATE INDEX person_spelling_and_year ON public.registry_person USING btree (spelling, birth_year);


CREATE INDEX person_spelling_trigrams ON public.registry_person USING gin (spelling public.gin_trgm_ops);


CREATE INDEX phoned_words_of_a_helper ON public.dispatch_phonedword USING btree (helper_id, noted_at);


CREATE UNIQUE INDEX place_of_a_task_has_one_holder ON public.dispatch_claim USING btree (task_id, place) WHERE (ended_at IS NULL);


CREATE INDEX possible_duplicate_queue ON public.registry_possibleduplicate USING btree (state, centibits DESC, id);


CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);


CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));


CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);


CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);


CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);


CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);


CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);


CREATE INDEX programme_label_about ON public.registry_programmelabel USING btree (kind, about);


CREATE INDEX reading_about ON public.foundation_reading USING btree (about, at);


CREATE INDEX reading_at ON public.foundation_reading USING btree (at);


CREATE INDEX reading_by ON public.foundation_reading USING btree (by, at);


CREATE INDEX registry_consent_person_id_6a42bb8f ON public.registry_consent USING btree (person_id);


CREATE INDEX registry_consent_proxy_id_84c14454 ON public.registry_consent USING btree (proxy_id);


CREATE INDEX registry_consent_purpose_id_42bfa7af ON public.registry_consent USING btree (purpose_id);


CREATE INDEX registry_consent_purpose_id_42bfa7af_like ON public.registry_consent USING btree (purpose_id varchar_pattern_ops);


CREATE INDEX registry_datarequest_person_id_4dcaea48 ON public.registry_datarequest USING btree (person_id);


CREATE INDEX registry_derivedlist_area_id_5d3a5a3a ON public.registry_derivedlist USING btree (area_id);


CREATE INDEX registry_derivedlist_area_id_5d3a5a3a_like ON public.registry_derivedlist USING btree (area_id varchar_pattern_ops);


CREATE INDEX registry_derivedlist_code_8c136af2_like ON public.registry_derivedlist USING btree (code varchar_pattern_ops);


CREATE INDEX registry_derivedlist_owner_id_cee068bf ON public.registry_derivedlist USING btree (owner_id);


CREATE INDEX registry_derivedlist_purpose_id_f2fb4c96 ON public.registry_derivedlist USING btree (purpose_id);


CREATE INDEX registry_derivedlist_purpose_id_f2fb4c96_like ON public.registry_derivedlist USING btree (purpose_id varchar_pattern_ops);


CREATE INDEX registry_factkind_code_4fd68572_like ON public.registry_factkind USING btree (code varchar_pattern_ops);


CREATE INDEX registry_factkind_organisation_id_211665c3 ON public.registry_factkind USING btree (organisation_id);


CREATE INDEX registry_focusline_programme_id_ca8d3520 ON public.registry_focusline USING btree (programme_id);


CREATE INDEX registry_focusline_programme_id_ca8d3520_like ON public.registry_focusline USING btree (programme_id varchar_pattern_ops);


CREATE INDEX registry_formtemplate_code_78579b87_like ON public.registry_formtemplate USING btree (code varchar_pattern_ops);


CREATE INDEX registry_formtemplate_organisation_id_a0950206 ON public.registry_formtemplate USING btree (organisation_id);


CREATE INDEX registry_formtemplate_purpose_id_2a7dc17a ON public.registry_formtemplate USING btree (purpose_id);


CREATE INDEX registry_formtemplate_purpose_id_2a7dc17a_like ON public.registry_formtemplate USING btree (purpose_id varchar_pattern_ops);


CREATE INDEX registry_household_area_id_0bff2d23 ON public.registry_household USING btree (area_id);


CREATE INDEX registry_household_area_id_0bff2d23_like ON public.registry_household USING btree (area_id varchar_pattern_ops);


CREATE INDEX registry_household_residence_id_4a63b909 ON public.registry_household USING btree (residence_id);


CREATE INDEX registry_import_uploaded ON public.registry_registryimport USING btree (area_id, uploaded_at DESC);


CREATE INDEX registry_kinship_kin_id_db425ef2 ON public.registry_kinship USING btree (kin_id);


CREATE INDEX registry_kinship_person_id_9cc09ef7 ON public.registry_kinship USING btree (person_id);


CREATE INDEX registry_knownfact_kind_id_7d79f5dd ON public.registry_knownfact USING btree (kind_id);


CREATE INDEX registry_knownfact_kind_id_7d79f5dd_like ON public.registry_knownfact USING btree (kind_id varchar_pattern_ops);


CREATE INDEX registry_knownfact_person_id_e227317d ON public.registry_knownfact USING btree (person_id);


CREATE INDEX registry_membership_organisation_id_73e1c482 ON public.registry_membership USING btree (organisation_id);


CREATE INDEX registry_membership_person_id_7bab2f0d ON public.registry_membership USING btree (person_id);


CREATE INDEX registry_merge_merged_id_194b7c05 ON public.registry_merge USING btree (merged_id);


CREATE INDEX registry_merge_pair_id_0b381b05 ON public.registry_merge USING btree (pair_id);


CREATE INDEX registry_merge_survivor_id_667d4e77 ON public.registry_merge USING btree (survivor_id);


CREATE INDEX registry_organisation_area_id_fd965012 ON public.registry_organisation USING btree (area_id);


CREATE INDEX registry_organisation_area_id_fd965012_like ON public.registry_organisation USING btree (area_id varchar_pattern_ops);


CREATE INDEX registry_organisation_code_a3c6527a_like ON public.registry_organisation USING btree (code varchar_pattern_ops);


CREATE INDEX registry_organisation_credit_code_effa9452_like ON public.registry_organisation USING btree (credit_code varchar_pattern_ops);


CREATE INDEX registry_organisation_parent_id_a77efc26 ON public.registry_organisation USING btree (parent_id);


CREATE INDEX registry_partnership_area_id_f4123ff7 ON public.registry_partnership USING btree (area_id);


CREATE INDEX registry_partnership_area_id_f4123ff7_like ON public.registry_partnership USING btree (area_id varchar_pattern_ops);


CREATE INDEX registry_partnership_code_75768857_like ON public.registry_partnership USING btree (code varchar_pattern_ops);


CREATE INDEX registry_person_answered_by_id_2760f9b5 ON public.registry_person USING btree (answered_by_id);


CREATE INDEX registry_person_area_id_5f65e8aa ON public.registry_person USING btree (area_id);


CREATE INDEX registry_person_area_id_5f65e8aa_like ON public.registry_person USING btree (area_id varchar_pattern_ops);


CREATE INDEX registry_person_household_id_6c47d043 ON public.registry_person USING btree (household_id);


CREATE INDEX registry_person_phone_index_fecb0ad5 ON public.registry_person USING btree (phone_index);


CREATE INDEX registry_possibleduplicate_first_id_e1c1b31c ON public.registry_possibleduplicate USING btree (first_id);


CREATE INDEX registry_possibleduplicate_second_id_f93aa5f7 ON public.registry_possibleduplicate USING btree (second_id);


CREATE INDEX registry_programme_code_6115a19e_like ON public.registry_programme USING btree (code varchar_pattern_ops);


CREATE INDEX registry_programmelabel_line_id_8a95c68d ON public.registry_programmelabel USING btree (line_id);


CREATE INDEX registry_programmelabel_programme_id_5333dd39 ON public.registry_programmelabel USING btree (programme_id);


CREATE INDEX registry_programmelabel_programme_id_5333dd39_like ON public.registry_programmelabel USING btree (programme_id varchar_pattern_ops);


CREATE INDEX registry_proxy_agent_id_b9590844 ON public.registry_proxy USING btree (agent_id);


CREATE INDEX registry_proxy_principal_id_7cbaea0c ON public.registry_proxy USING btree (principal_id);


CREATE INDEX registry_purpose_code_27b6211f_like ON public.registry_purpose USING btree (code varchar_pattern_ops);


CREATE INDEX registry_registryimport_area_id_ce26eb22 ON public.registry_registryimport USING btree (area_id);


CREATE INDEX registry_registryimport_area_id_ce26eb22_like ON public.registry_registryimport USING btree (area_id varchar_pattern_ops);


CREATE INDEX registry_registryrow_membership_id_62d5f451 ON public.registry_registryrow USING btree (membership_id);


CREATE INDEX registry_registryrow_organisation_id_a99dc94e ON public.registry_registryrow USING btree (organisation_id);


CREATE INDEX registry_registryrow_person_id_bd2b7bd8 ON public.registry_registryrow USING btree (person_id);


CREATE INDEX registry_registryrow_run_id_fb5f943c ON public.registry_registryrow USING btree (run_id);


CREATE INDEX registry_requestlimit_kind_3ca5a321_like ON public.registry_requestlimit USING btree (kind varchar_pattern_ops);


CREATE INDEX registry_residence_area_id_426093d3 ON public.registry_residence USING btree (area_id);


CREATE INDEX registry_residence_area_id_426093d3_like ON public.registry_residence USING btree (area_id varchar_pattern_ops);


CREATE INDEX registry_residence_code_62903340_like ON public.registry_residence USING btree (code varchar_pattern_ops);


CREATE INDEX registry_row_outcome ON public.registry_registryrow USING btree (run_id, outcome, line);


CREATE INDEX registry_sharing_area_id_4b894992 ON public.registry_sharing USING btree (area_id);


CREATE INDEX registry_sharing_area_id_4b894992_like ON public.registry_sharing USING btree (area_id varchar_pattern_ops);


CREATE INDEX registry_sharing_derived_list_id_69adaf3a ON public.registry_sharing USING btree (derived_list_id);


CREATE INDEX registry_sharing_derived_list_id_69adaf3a_like ON public.registry_sharing USING btree (derived_list_id varchar_pattern_ops);


CREATE INDEX registry_sharing_purpose_id_68d5d3ce ON public.registry_sharing USING btree (purpose_id);


CREATE INDEX registry_sharing_purpose_id_68d5d3ce_like ON public.registry_sharing USING btree (purpose_id varchar_pattern_ops);


CREATE INDEX registry_stakeholder_organisation_id_2080b8b8 ON public.registry_stakeholder USING btree (organisation_id);


CREATE INDEX registry_stakeholder_partnership_id_4342a68f ON public.registry_stakeholder USING btree (partnership_id);


CREATE INDEX registry_stakeholderterm_stakeholder_id_16c1f47a ON public.registry_stakeholderterm USING btree (stakeholder_id);


CREATE UNIQUE INDEX required_act_is_set_once_a_year ON public.dispatch_requiredact USING btree (area_id, year, title) WHERE (withdrawn_at IS NULL);


CREATE INDEX sharing_by_state ON public.registry_sharing USING btree (state, asked_at);


CREATE INDEX sheets_of_a_team ON public.dispatch_signinsheet USING btree (team_id, "on");


CREATE INDEX study_offers_by_day ON public.dispatch_studyoffer USING btree (area_id, "on");


CREATE INDEX task_in_the_hands_of ON public.cases_task USING btree (taken_by) WHERE ((ended_at IS NULL) AND (taken_by IS NOT NULL));


CREATE UNIQUE INDEX task_of_a_case_is_shared_once ON public.dispatch_helptask USING btree (case_task_id) WHERE (ended_at IS NULL);


CREATE INDEX text_waiting ON public.cases_outgoingtext USING btree (due_at) WHERE (ended_at IS NULL);


CREATE INDEX unclear_item_by_area ON public.catalogue_unclearitem USING btree (area_id, settled_at, due_at);


CREATE INDEX verification_at ON public.cases_verification USING btree (at);


CREATE UNIQUE INDEX visit_is_ended_by_one_record ON public.dispatch_visitrecord USING btree (visit) WHERE (ends_visit AND (settled_at IS NULL) AND ((standing)::text = 'counted'::text));


CREATE INDEX visit_record_visit ON public.dispatch_visitrecord USING btree (visit, received_at);


CREATE INDEX visit_to_settle ON public.dispatch_visitrecord USING btree (area_id, received_at) WHERE ((standing)::text = 'to_settle'::text);


CREATE INDEX voice_caller_phone ON public.cases_voice USING btree (caller_phone_index);


CREATE UNIQUE INDEX voice_has_one_waiting_text ON public.cases_outgoingtext USING btree (voice_id) WHERE (ended_at IS NULL);


CREATE UNIQUE INDEX voice_of_a_source_comes_once ON public.cases_voice USING btree (source, source_number) WHERE (NOT ((source)::text = ''::text));


CREATE INDEX voice_untold ON public.cases_voice USING btree (heard_at) WHERE ((given_up_at IS NULL) AND has_result AND (told_at IS NULL) AND wants_answer);


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2026_10_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2026_10_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2026_10_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2026_11_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2026_11_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2026_11_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2026_12_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2026_12_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2026_12_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2027_01_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2027_01_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2027_01_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2027_02_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2027_02_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2027_02_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2027_03_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2027_03_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2027_03_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2027_04_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2027_04_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2027_04_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2027_05_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2027_05_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2027_05_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2027_06_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2027_06_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2027_06_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2027_07_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2027_07_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2027_07_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2027_08_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2027_08_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2027_08_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2027_09_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2027_09_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2027_09_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2027_10_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2027_10_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2027_10_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2027_11_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2027_11_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2027_11_pkey;


ALTER INDEX public.foundation_fact_about ATTACH PARTITION public.foundation_fact_2027_12_about_seq_idx;


ALTER INDEX public.foundation_fact_kind ATTACH PARTITION public.foundation_fact_2027_12_kind_area_at_idx;


ALTER INDEX public.foundation_fact_pkey ATTACH PARTITION public.foundation_fact_2027_12_pkey;


CREATE STATISTICS public.cases_case_words ON upper(title::text), upper(place::text) FROM public.cases_case;


CREATE TRIGGER edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.cases_trainedmodel FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('trained_model');


CREATE TRIGGER edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.catalogue_category FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('catalogue');


CREATE TRIGGER edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.catalogue_guide FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('guides');


CREATE TRIGGER edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.catalogue_itemcohandler FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('catalogue');


CREATE TRIGGER edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.catalogue_responsibilityitem FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('catalogue');


CREATE TRIGGER edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.catalogue_serviceitem FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('guides');


CREATE TRIGGER edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.foundation_calendarday FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('calendar');


CREATE TRIGGER edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.foundation_calendaryear FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('calendar');


CREATE TRIGGER edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.foundation_client FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('subscriptions');


CREATE TRIGGER edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.foundation_division FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('divisions');


CREATE TRIGGER edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.foundation_subscription FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('subscriptions');


CREATE TRIGGER edition AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.registry_organisation FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('organisations');


CREATE TRIGGER edition_of_catalogue AFTER UPDATE ON public.registry_organisation FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('catalogue');


CREATE TRIGGER edition_of_guides AFTER UPDATE ON public.registry_organisation FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_edition_next('guides');


CREATE TRIGGER fact_append_only BEFORE DELETE OR UPDATE ON public.foundation_fact FOR EACH ROW EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2026_10 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2026_11 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2026_12 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2027_01 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2027_02 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2027_03 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2027_04 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2027_05 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2027_06 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2027_07 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2027_08 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2027_09 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2027_10 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2027_11 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_no_truncate BEFORE TRUNCATE ON public.foundation_fact_2027_12 FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_fact_append_only();


CREATE TRIGGER fact_number BEFORE INSERT ON public.foundation_fact FOR EACH ROW EXECUTE FUNCTION public.foundation_fact_number();


CREATE CONSTRAINT TRIGGER household_has_a_zone AFTER INSERT OR UPDATE OF area_id ON public.registry_household DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.dispatch_household_has_a_zone();


CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.foundation_reading FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_append_only();


CREATE TRIGGER no_truncate BEFORE TRUNCATE ON public.foundation_seal FOR EACH STATEMENT EXECUTE FUNCTION public.foundation_append_only();


CREATE TRIGGER pgtrigger_append_only_00bc8 BEFORE DELETE OR UPDATE ON public.cases_reason FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_00bc8();


COMMENT ON TRIGGER pgtrigger_append_only_00bc8 ON public.cases_reason IS 'd5520b50c145f6e34b09ce3ee140428bad233bbc';


CREATE TRIGGER pgtrigger_append_only_1a4fe BEFORE DELETE OR UPDATE ON public.cases_delivery FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_1a4fe();


COMMENT ON TRIGGER pgtrigger_append_only_1a4fe ON public.cases_delivery IS '4442cd9f4b251fc152b4be331da2b8963a85f4c1';


CREATE TRIGGER pgtrigger_append_only_1be71 BEFORE DELETE OR UPDATE ON public.catalogue_evidence FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_1be71();


COMMENT ON TRIGGER pgtrigger_append_only_1be71 ON public.catalogue_evidence IS '1f18e307aeed8c3b593ec446f19b1bcbe695fdaa';


CREATE TRIGGER pgtrigger_append_only_489ad BEFORE DELETE OR UPDATE ON public.cases_callattempt FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_489ad();


COMMENT ON TRIGGER pgtrigger_append_only_489ad ON public.cases_callattempt IS 'f49631b0c3d248b56aa65b211b8b15e92b799bbe';


CREATE TRIGGER pgtrigger_append_only_55e46 BEFORE DELETE OR UPDATE ON public.foundation_reading FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_55e46();


COMMENT ON TRIGGER pgtrigger_append_only_55e46 ON public.foundation_reading IS 'b6e5dd9a144b27a682cdea7c1fb43d24908ea5e4';


CREATE TRIGGER pgtrigger_append_only_683ef BEFORE DELETE OR UPDATE ON public.dispatch_confirmationnotice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_683ef();


COMMENT ON TRIGGER pgtrigger_append_only_683ef ON public.dispatch_confirmationnotice IS '7ea595eb33417bbfdb6e4c45965ed32adae2ae49';


CREATE TRIGGER pgtrigger_append_only_70458 BEFORE DELETE OR UPDATE ON public.cases_mediationhandover FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_70458();


COMMENT ON TRIGGER pgtrigger_append_only_70458 ON public.cases_mediationhandover IS 'af5d9099ce2a39b4c394bd4f7c12b7814f0daed4';


CREATE TRIGGER pgtrigger_append_only_726c0 BEFORE DELETE OR UPDATE ON public.cases_notice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_726c0();


COMMENT ON TRIGGER pgtrigger_append_only_726c0 ON public.cases_notice IS '17339c600bfff91144e7cb3795f9bf57f1b698b8';


CREATE TRIGGER pgtrigger_append_only_74b1a BEFORE DELETE OR UPDATE ON public.cases_whistle FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_74b1a();


COMMENT ON TRIGGER pgtrigger_append_only_74b1a ON public.cases_whistle IS 'debabac0aef49152cc10a5e427289d92f57fe8f4';


CREATE TRIGGER pgtrigger_append_only_7b3e0 BEFORE DELETE OR UPDATE ON public.cases_telling FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_7b3e0();


COMMENT ON TRIGGER pgtrigger_append_only_7b3e0 ON public.cases_telling IS '3dc38f9aa062a8f9d9ebc27d8a83c0fcd5e5277a';


CREATE TRIGGER pgtrigger_append_only_88a4c BEFORE DELETE OR UPDATE ON public.cases_verification FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_88a4c();


COMMENT ON TRIGGER pgtrigger_append_only_88a4c ON public.cases_verification IS 'bf1af85b19d104469c34f5159a3a32c949e198a9';


CREATE TRIGGER pgtrigger_append_only_ac5b4 BEFORE DELETE OR UPDATE ON public.foundation_seal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_ac5b4();


COMMENT ON TRIGGER pgtrigger_append_only_ac5b4 ON public.foundation_seal IS '01bd3364808a105a3d96be0349d6202f6973ac68';


CREATE TRIGGER pgtrigger_append_only_bd90e BEFORE DELETE OR UPDATE ON public.cases_sampleline FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_bd90e();


COMMENT ON TRIGGER pgtrigger_append_only_bd90e ON public.cases_sampleline IS '85476aa117a6d025619fcbe399dfdff76497c63c';


CREATE TRIGGER pgtrigger_append_only_cd4e2 BEFORE DELETE OR UPDATE ON public.cases_mergedcase FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_cd4e2();


COMMENT ON TRIGGER pgtrigger_append_only_cd4e2 ON public.cases_mergedcase IS 'b3450c43ff1f3d580e464083bbae09de585d5fdb';


CREATE TRIGGER pgtrigger_append_only_d26c8 BEFORE DELETE OR UPDATE ON public.cases_sample FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_d26c8();


COMMENT ON TRIGGER pgtrigger_append_only_d26c8 ON public.cases_sample IS 'b077ffc92186e62710cb2c2630a3e0ae8a1f268f';


CREATE TRIGGER pgtrigger_asked_as_it_was_asked_235a3 BEFORE UPDATE ON public.cases_handback FOR EACH ROW WHEN (((old.asked_at IS DISTINCT FROM new.asked_at) OR (old.asked_by IS DISTINCT FROM new.asked_by) OR (old.case_id IS DISTINCT FROM new.case_id) OR (old.due_at IS DISTINCT FROM new.due_at) OR (old.due_lines IS DISTINCT FROM new.due_lines) OR (old.first_id IS DISTINCT FROM new.first_id) OR (old.first_decided_by IS DISTINCT FROM new.first_decided_by) OR (old.lead_id IS DISTINCT FROM new.lead_id) OR (old.proposed_lead_id IS DISTINCT FROM new.proposed_lead_id) OR (old.reason_id IS DISTINCT FROM new.reason_id) OR (old.task_id IS DISTINCT FROM new.task_id))) EXECUTE FUNCTION public.pgtrigger_asked_as_it_was_asked_235a3();


COMMENT ON TRIGGER pgtrigger_asked_as_it_was_asked_235a3 ON public.cases_handback IS 'b0745b5a89d9f15faed62125734347aec822bb7b';


CREATE TRIGGER pgtrigger_asked_as_it_was_asked_43ba3 BEFORE UPDATE ON public.cases_rateexclusion FOR EACH ROW WHEN (((old.asked_at IS DISTINCT FROM new.asked_at) OR (old.asked_by IS DISTINCT FROM new.asked_by) OR ((old.reason)::text IS DISTINCT FROM (new.reason)::text) OR (old.verification_id IS DISTINCT FROM new.verification_id) OR ((old.words)::text IS DISTINCT FROM (new.words)::text))) EXECUTE FUNCTION public.pgtrigger_asked_as_it_was_asked_43ba3();


COMMENT ON TRIGGER pgtrigger_asked_as_it_was_asked_43ba3 ON public.cases_rateexclusion IS '6a1d4e5a2959dde95ab9cee1f2f7716eff7b845a';


CREATE TRIGGER pgtrigger_asked_as_it_was_asked_d9157 BEFORE UPDATE ON public.cases_limitextension FOR EACH ROW WHEN (((old.amount IS DISTINCT FROM new.amount) OR (old.asked_at IS DISTINCT FROM new.asked_at) OR (old.asked_by IS DISTINCT FROM new.asked_by) OR (old.limit_id IS DISTINCT FROM new.limit_id) OR ((old.reason)::text IS DISTINCT FROM (new.reason)::text))) EXECUTE FUNCTION public.pgtrigger_asked_as_it_was_asked_d9157();


COMMENT ON TRIGGER pgtrigger_asked_as_it_was_asked_d9157 ON public.cases_limitextension IS 'c9eb977273f72039833c7fe80f50dad3a0b5757e';


CREATE TRIGGER pgtrigger_began_as_it_began_466cb BEFORE UPDATE ON public.cases_limitpause FOR EACH ROW WHEN (((old.case_id IS DISTINCT FROM new.case_id) OR ((old.note)::text IS DISTINCT FROM (new.note)::text) OR ((old.reason)::text IS DISTINCT FROM (new.reason)::text) OR (old.started_at IS DISTINCT FROM new.started_at) OR (old.started_by IS DISTINCT FROM new.started_by))) EXECUTE FUNCTION public.pgtrigger_began_as_it_began_466cb();


COMMENT ON TRIGGER pgtrigger_began_as_it_began_466cb ON public.cases_limitpause IS '0b63a83064ee53862c0f73225cd642ca964b5d7a';


CREATE CONSTRAINT TRIGGER pgtrigger_closed_stands_in_the_log_3da4e AFTER UPDATE ON public.cases_case DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((((new.state)::text = 'closed'::text) AND (((old.state)::text IS DISTINCT FROM (new.state)::text) OR (old.ended_at IS DISTINCT FROM new.ended_at)))) EXECUTE FUNCTION public.pgtrigger_closed_stands_in_the_log_3da4e();


COMMENT ON TRIGGER pgtrigger_closed_stands_in_the_log_3da4e ON public.cases_case IS 'f13cfb75a1d5256b4fa87340175273b1b1beae3a';


CREATE TRIGGER pgtrigger_co_handler_is_not_lead_5c39f BEFORE INSERT OR UPDATE ON public.catalogue_itemcohandler FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_co_handler_is_not_lead_5c39f();


COMMENT ON TRIGGER pgtrigger_co_handler_is_not_lead_5c39f ON public.catalogue_itemcohandler IS '78d8b70bb353f36e4413ebe134979bab7c9d713c';


CREATE TRIGGER pgtrigger_co_handler_is_not_lead_cf9a6 AFTER INSERT OR UPDATE ON public.cases_cohandler FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_co_handler_is_not_lead_cf9a6();


COMMENT ON TRIGGER pgtrigger_co_handler_is_not_lead_cf9a6 ON public.cases_cohandler IS '6fa8b7182cb09648e6f102f0bb30b1988f75bd0f';


CREATE TRIGGER pgtrigger_counter_never_goes_back_ea43f BEFORE UPDATE ON public.foundation_securitykey FOR EACH ROW WHEN ((new.sign_count < old.sign_count)) EXECUTE FUNCTION public.pgtrigger_counter_never_goes_back_ea43f();


COMMENT ON TRIGGER pgtrigger_counter_never_goes_back_ea43f ON public.foundation_securitykey IS '779e0e7e0f34e40464b2f4dfe5843f2e97c88d23';


CREATE TRIGGER pgtrigger_decided_stays_30616 BEFORE UPDATE ON public.cases_rateexclusion FOR EACH ROW WHEN ((old.decided_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_decided_stays_30616();


COMMENT ON TRIGGER pgtrigger_decided_stays_30616 ON public.cases_rateexclusion IS '5ec8d9a9f7d5ac9e63dd9a6981583470168951a5';


CREATE TRIGGER pgtrigger_decided_stays_44b44 BEFORE UPDATE ON public.cases_handback FOR EACH ROW WHEN ((old.decided_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_decided_stays_44b44();


COMMENT ON TRIGGER pgtrigger_decided_stays_44b44 ON public.cases_handback IS 'e12c12978a0e8028694882e977e641a1aacd48a3';


CREATE TRIGGER pgtrigger_decided_stays_70f45 BEFORE UPDATE ON public.cases_limitextension FOR EACH ROW WHEN ((old.decided_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_decided_stays_70f45();


COMMENT ON TRIGGER pgtrigger_decided_stays_70f45 ON public.cases_limitextension IS '063fb20d7c18548480ccbd0fcdf1c3e03b26a317';


CREATE TRIGGER pgtrigger_done_stays_abb94 BEFORE UPDATE ON public.cases_whistlestep FOR EACH ROW WHEN ((old.done_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_done_stays_abb94();


COMMENT ON TRIGGER pgtrigger_done_stays_abb94 ON public.cases_whistlestep IS 'eab0b3e8e8a7a6734bbf082199d9de53caeca1cf';


CREATE TRIGGER pgtrigger_ended_stays_eb576 BEFORE UPDATE ON public.cases_limitpause FOR EACH ROW WHEN ((old.ended_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_ended_stays_eb576();


COMMENT ON TRIGGER pgtrigger_ended_stays_eb576 ON public.cases_limitpause IS 'cf9a5c11425fc6765be98508660e2f8402b03247';


CREATE TRIGGER pgtrigger_has_a_result_f3cb8 BEFORE INSERT OR UPDATE ON public.cases_voice FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_has_a_result_f3cb8();


COMMENT ON TRIGGER pgtrigger_has_a_result_f3cb8 ON public.cases_voice IS 'b7fb79642440b117bfe8f06c6595a3ba4fc0521f';


CREATE TRIGGER pgtrigger_is_not_taken_back_6d479 BEFORE DELETE ON public.dispatch_helpconfirmation FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_is_not_taken_back_6d479();


COMMENT ON TRIGGER pgtrigger_is_not_taken_back_6d479 ON public.dispatch_helpconfirmation IS 'a3c04184dcab8d485e0cff4af791b7b5c518bd90';


CREATE TRIGGER pgtrigger_lead_is_not_co_handler_3c055 AFTER UPDATE ON public.cases_case FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_lead_is_not_co_handler_3c055();


COMMENT ON TRIGGER pgtrigger_lead_is_not_co_handler_3c055 ON public.cases_case IS 'df99dfc3fec6054a2d8dd90202099ee910731750';


CREATE TRIGGER pgtrigger_lead_is_not_co_handler_55d4f BEFORE UPDATE OF lead_id ON public.catalogue_responsibilityitem FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_lead_is_not_co_handler_55d4f();


COMMENT ON TRIGGER pgtrigger_lead_is_not_co_handler_55d4f ON public.catalogue_responsibilityitem IS 'e65063793d9ca0bce18b69682ceb58662c63a8ac';


CREATE TRIGGER pgtrigger_made_as_it_was_made_4aaba BEFORE UPDATE ON public.cases_casemerge FOR EACH ROW WHEN (((old.at IS DISTINCT FROM new.at) OR (old.by IS DISTINCT FROM new.by) OR ((old.reason)::text IS DISTINCT FROM (new.reason)::text) OR (old.survivor_id IS DISTINCT FROM new.survivor_id))) EXECUTE FUNCTION public.pgtrigger_made_as_it_was_made_4aaba();


COMMENT ON TRIGGER pgtrigger_made_as_it_was_made_4aaba ON public.cases_casemerge IS 'a10e5cc7f8b3c918248dc07e26bef28d77bec5ef';


CREATE CONSTRAINT TRIGGER pgtrigger_no_household_dropped_b8168 AFTER DELETE OR UPDATE ON public.dispatch_zonearea DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_no_household_dropped_b8168();


COMMENT ON TRIGGER pgtrigger_no_household_dropped_b8168 ON public.dispatch_zonearea IS 'f623cf4c16a9b8e0a7e70429ba8565dd185f4bcf';


CREATE CONSTRAINT TRIGGER pgtrigger_no_household_left_out_d4c61 AFTER INSERT ON public.dispatch_zonearea DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_no_household_left_out_d4c61();


COMMENT ON TRIGGER pgtrigger_no_household_left_out_d4c61 ON public.dispatch_zonearea IS '69a9bed156834e808e679d87c2824edbeca7d433';


CREATE TRIGGER pgtrigger_promised_as_it_was_1405a BEFORE UPDATE ON public.cases_whistlestep FOR EACH ROW WHEN (((old.call_id IS DISTINCT FROM new.call_id) OR (old.due_at IS DISTINCT FROM new.due_at) OR (old.due_lines IS DISTINCT FROM new.due_lines) OR ((old.step)::text IS DISTINCT FROM (new.step)::text))) EXECUTE FUNCTION public.pgtrigger_promised_as_it_was_1405a();


COMMENT ON TRIGGER pgtrigger_promised_as_it_was_1405a ON public.cases_whistlestep IS '5dccb26b10bf3aa60be65476c98fc167ebca71b7';


CREATE TRIGGER pgtrigger_rated_stays_e0215 BEFORE UPDATE ON public.cases_whistlecall FOR EACH ROW WHEN ((old.rated_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_rated_stays_e0215();


COMMENT ON TRIGGER pgtrigger_rated_stays_e0215 ON public.cases_whistlecall IS '069d987d3af2516283d948137efee5ec0215025f';


CREATE TRIGGER pgtrigger_second_follows_a_refusal_4c0d0 BEFORE INSERT ON public.cases_handback FOR EACH ROW WHEN ((new.first_id IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_second_follows_a_refusal_4c0d0();


COMMENT ON TRIGGER pgtrigger_second_follows_a_refusal_4c0d0 ON public.cases_handback IS 'defd0881586340b8dd6a5663c75c25ea42c7eb14';


CREATE TRIGGER pgtrigger_slots_are_counted_b5cc5 BEFORE INSERT OR UPDATE ON public.catalogue_commitment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_slots_are_counted_b5cc5();


COMMENT ON TRIGGER pgtrigger_slots_are_counted_b5cc5 ON public.catalogue_commitment IS 'b5f9ad708672c3cd8563a81c69df14947d0caa54';


CREATE TRIGGER pgtrigger_slots_stay_3a93a BEFORE DELETE ON public.catalogue_commitment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_slots_stay_3a93a();


COMMENT ON TRIGGER pgtrigger_slots_stay_3a93a ON public.catalogue_commitment IS '64a2729b83557b9dff241c4b5bd6afba63a8f7e5';


CREATE CONSTRAINT TRIGGER pgtrigger_stands_in_the_log_19866 AFTER INSERT OR UPDATE ON public.dispatch_claim DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new."end")::text = 'finished'::text)) EXECUTE FUNCTION public.pgtrigger_stands_in_the_log_19866();


COMMENT ON TRIGGER pgtrigger_stands_in_the_log_19866 ON public.dispatch_claim IS '6817606aa1308f2d1c87076d664ed646bdb1931c';


CREATE CONSTRAINT TRIGGER pgtrigger_stands_in_the_log_93e43 AFTER INSERT OR UPDATE ON public.dispatch_proxyshopping DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.person_signed_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_stands_in_the_log_93e43();


COMMENT ON TRIGGER pgtrigger_stands_in_the_log_93e43 ON public.dispatch_proxyshopping IS 'db73d816162f6c07d7c468c21737c772ad7c1a8e';


CREATE CONSTRAINT TRIGGER pgtrigger_stands_in_the_log_b63db AFTER INSERT OR UPDATE ON public.dispatch_helptask DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((new."end")::text = 'done'::text)) EXECUTE FUNCTION public.pgtrigger_stands_in_the_log_b63db();


COMMENT ON TRIGGER pgtrigger_stands_in_the_log_b63db ON public.dispatch_helptask IS 'cd52bca738a093d1e10332bbb6866f2b75f2cb41';


CREATE CONSTRAINT TRIGGER pgtrigger_stands_in_the_log_dcb5e AFTER INSERT OR UPDATE ON public.dispatch_helpconfirmation DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN ((new.id IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_stands_in_the_log_dcb5e();


COMMENT ON TRIGGER pgtrigger_stands_in_the_log_dcb5e ON public.dispatch_helpconfirmation IS '52d26fa0302031c64eb579b76a0e3ea684471899';


CREATE TRIGGER pgtrigger_stays_2838b BEFORE DELETE ON public.cases_limitextension FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stays_2838b();


COMMENT ON TRIGGER pgtrigger_stays_2838b ON public.cases_limitextension IS '6673e8098694e518952eee87a9caa1efa452b4c8';


CREATE TRIGGER pgtrigger_stays_5e801 BEFORE DELETE ON public.cases_handback FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stays_5e801();


COMMENT ON TRIGGER pgtrigger_stays_5e801 ON public.cases_handback IS '4ab67c82f61b65a9f18e5533f23f7fbbc27d285b';


CREATE TRIGGER pgtrigger_stays_7c126 BEFORE DELETE ON public.cases_rateexclusion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stays_7c126();


COMMENT ON TRIGGER pgtrigger_stays_7c126 ON public.cases_rateexclusion IS '7be254613563514a6d4dd1c4fb3848943c7e2fd7';


CREATE TRIGGER pgtrigger_stays_8a429 BEFORE DELETE ON public.cases_limitpause FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stays_8a429();


COMMENT ON TRIGGER pgtrigger_stays_8a429 ON public.cases_limitpause IS '98a2841171def10ac28dfa421ca39a370bda4e31';


CREATE TRIGGER pgtrigger_stays_as_it_was_said_b0149 BEFORE UPDATE ON public.dispatch_helpconfirmation FOR EACH ROW WHEN ((((old.answer)::text IS DISTINCT FROM (new.answer)::text) OR (old.helper_id IS DISTINCT FROM new.helper_id) OR ((old.how)::text IS DISTINCT FROM (new.how)::text) OR (old.minutes IS DISTINCT FROM new.minutes) OR (old.noted_at IS DISTINCT FROM new.noted_at) OR (old.noted_by_id IS DISTINCT FROM new.noted_by_id) OR (old.task_id IS DISTINCT FROM new.task_id))) EXECUTE FUNCTION public.pgtrigger_stays_as_it_was_said_b0149();


COMMENT ON TRIGGER pgtrigger_stays_as_it_was_said_b0149 ON public.dispatch_helpconfirmation IS '362e956d43fb1ea6a0b4ea9557823e12dc632801';


CREATE TRIGGER pgtrigger_stays_as_it_was_told_42ce3 BEFORE UPDATE ON public.dispatch_claim FOR EACH ROW WHEN (((old.ended_at IS NOT NULL) AND ((old.task_id IS DISTINCT FROM new.task_id) OR (old.helper_id IS DISTINCT FROM new.helper_id) OR (old.claimed_at IS DISTINCT FROM new.claimed_at) OR (old.ended_at IS DISTINCT FROM new.ended_at) OR ((old."end")::text IS DISTINCT FROM (new."end")::text)))) EXECUTE FUNCTION public.pgtrigger_stays_as_it_was_told_42ce3();


COMMENT ON TRIGGER pgtrigger_stays_as_it_was_told_42ce3 ON public.dispatch_claim IS '410d8a3ec688b94c39fe26d84895e17a926cbe70';


CREATE TRIGGER pgtrigger_stays_as_it_was_told_7e06e BEFORE UPDATE ON public.dispatch_helptask FOR EACH ROW WHEN (((old.ended_at IS NOT NULL) AND (((old.kind)::text IS DISTINCT FROM (new.kind)::text) OR (old.case_id IS DISTINCT FROM new.case_id) OR (old.opened_at IS DISTINCT FROM new.opened_at) OR (old.ended_at IS DISTINCT FROM new.ended_at) OR ((old."end")::text IS DISTINCT FROM (new."end")::text) OR ((old.outcome)::text IS DISTINCT FROM (new.outcome)::text) OR (old.minutes IS DISTINCT FROM new.minutes) OR (old.done_on IS DISTINCT FROM new.done_on)))) EXECUTE FUNCTION public.pgtrigger_stays_as_it_was_told_7e06e();


COMMENT ON TRIGGER pgtrigger_stays_as_it_was_told_7e06e ON public.dispatch_helptask IS 'b0c00cad54c9347a1caae4bebe5a4d73901b0bce';


CREATE TRIGGER pgtrigger_stays_as_it_was_told_a5fab BEFORE UPDATE ON public.dispatch_proxyshopping FOR EACH ROW WHEN (((old.person_signed_at IS NOT NULL) AND ((old.task_id IS DISTINCT FROM new.task_id) OR (old.helper_id IS DISTINCT FROM new.helper_id) OR (old.given_fen IS DISTINCT FROM new.given_fen) OR (old.spent_fen IS DISTINCT FROM new.spent_fen) OR (old.returned_fen IS DISTINCT FROM new.returned_fen) OR (old.person_signed_at IS DISTINCT FROM new.person_signed_at) OR ((old.how_signed)::text IS DISTINCT FROM (new.how_signed)::text) OR (old.noted_by_id IS DISTINCT FROM new.noted_by_id)))) EXECUTE FUNCTION public.pgtrigger_stays_as_it_was_told_a5fab();


COMMENT ON TRIGGER pgtrigger_stays_as_it_was_told_a5fab ON public.dispatch_proxyshopping IS '6e56992f5afe6d3264e19f6143f3720bab017062';


CREATE TRIGGER pgtrigger_stays_cfc3c BEFORE DELETE ON public.cases_casemerge FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stays_cfc3c();


COMMENT ON TRIGGER pgtrigger_stays_cfc3c ON public.cases_casemerge IS 'd24e8d79392caa6abd7622a2c134b1eb6bbac20c';


CREATE TRIGGER pgtrigger_undone_stays_f59a9 BEFORE UPDATE ON public.cases_casemerge FOR EACH ROW WHEN ((old.undone_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_undone_stays_f59a9();


COMMENT ON TRIGGER pgtrigger_undone_stays_f59a9 ON public.cases_casemerge IS 'bbbc3ea31a09981b853571eb077cac862d591b1f';


CREATE TRIGGER pgtrigger_verifier_is_not_companion_2efdb BEFORE INSERT ON public.cases_verification FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_verifier_is_not_companion_2efdb();


COMMENT ON TRIGGER pgtrigger_verifier_is_not_companion_2efdb ON public.cases_verification IS 'd0bb59dd30248f686aba8ded66a7efbdfa92ac65';


CREATE TRIGGER pgtrigger_voices_have_a_result_c49ac AFTER UPDATE ON public.cases_case FOR EACH ROW WHEN (((old.merged_into_id IS DISTINCT FROM new.merged_into_id) OR ((old.state)::text IS DISTINCT FROM (new.state)::text))) EXECUTE FUNCTION public.pgtrigger_voices_have_a_result_c49ac();


COMMENT ON TRIGGER pgtrigger_voices_have_a_result_c49ac ON public.cases_case IS 'eb5329ae4f951ed8898d30bd7d5d3467e4ad0b3e';


CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();


CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();


CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();


CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();


CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();


CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();


CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.axes_accessattemptexpiration
    ADD CONSTRAINT axes_accessattemptex_access_attempt_id_6b73a47a_fk_axes_acce FOREIGN KEY (access_attempt_id) REFERENCES public.axes_accessattempt(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_callattempt
    ADD CONSTRAINT cases_callattempt_case_id_cccd4073_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_area_id_040d4987_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_category_id_c6dc5a5a_fk_catalogue_category_code FOREIGN KEY (category_id) REFERENCES public.catalogue_category(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_lead_id_3e7fc465_fk_registry_organisation_id FOREIGN KEY (lead_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_merged_into_id_1b4320d8_fk_cases_case_id FOREIGN KEY (merged_into_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_person_id_f87eeffa_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_proposed_category_id_43aa040b_fk_catalogue FOREIGN KEY (proposed_category_id) REFERENCES public.catalogue_category(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_proposed_item_id_b62462c3_fk_catalogue FOREIGN KEY (proposed_item_id) REFERENCES public.catalogue_responsibilityitem(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_casemerge
    ADD CONSTRAINT cases_casemerge_survivor_id_b6994358_fk_cases_case_id FOREIGN KEY (survivor_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_circumstance
    ADD CONSTRAINT cases_circumstance_case_id_ca257f31_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_cohandler
    ADD CONSTRAINT cases_cohandler_case_id_787d1510_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_cohandler
    ADD CONSTRAINT cases_cohandler_organisation_id_ac87b3f6_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_contactcard
    ADD CONSTRAINT cases_contactcard_area_id_885fb033_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_by_id_93e9e188_fk_foundation_account_id FOREIGN KEY (by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_case_id_89c6e15d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_companion_id_f4a3ce83_fk_foundation_account_id FOREIGN KEY (companion_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_noted_by_id_72321f12_fk_foundation_account_id FOREIGN KEY (noted_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_task_id_388c9fa3_fk_cases_task_id FOREIGN KEY (task_id) REFERENCES public.cases_task(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_feedback
    ADD CONSTRAINT cases_feedback_area_id_f54b35e9_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_feedback
    ADD CONSTRAINT cases_feedback_case_id_9a22016d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_feedback
    ADD CONSTRAINT cases_feedback_opened_id_8b58ec54_fk_cases_case_id FOREIGN KEY (opened_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_feedback
    ADD CONSTRAINT cases_feedback_organisation_id_cc859810_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_followuprule
    ADD CONSTRAINT cases_followuprule_area_id_3be0fc67_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_handback
    ADD CONSTRAINT cases_handback_case_id_18c7a090_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_handback
    ADD CONSTRAINT cases_handback_decision_id_6d1e08f3_fk_cases_reason_id FOREIGN KEY (decision_id) REFERENCES public.cases_reason(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_handback
    ADD CONSTRAINT cases_handback_first_id_1fb2c5b0_fk_cases_handback_id FOREIGN KEY (first_id) REFERENCES public.cases_handback(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_handback
    ADD CONSTRAINT cases_handback_lead_id_b29535c0_fk_registry_organisation_id FOREIGN KEY (lead_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_handback
    ADD CONSTRAINT cases_handback_proposed_lead_id_fd31cdf4_fk_registry_ FOREIGN KEY (proposed_lead_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_handback
    ADD CONSTRAINT cases_handback_reason_id_c2d0dcba_fk_cases_reason_id FOREIGN KEY (reason_id) REFERENCES public.cases_reason(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_handback
    ADD CONSTRAINT cases_handback_task_id_40f90e16_fk_cases_task_id FOREIGN KEY (task_id) REFERENCES public.cases_task(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_heldvoice
    ADD CONSTRAINT cases_heldvoice_tenant_id_22da6ca0_fk_cases_tenant_id FOREIGN KEY (tenant_id) REFERENCES public.cases_tenant(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_limit
    ADD CONSTRAINT cases_limit_case_id_3fce638c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_limitextension
    ADD CONSTRAINT cases_limitextension_limit_id_ad9377f2_fk_cases_limit_id FOREIGN KEY (limit_id) REFERENCES public.cases_limit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_limitpause
    ADD CONSTRAINT cases_limitpause_case_id_638db815_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_listcolumns
    ADD CONSTRAINT cases_listcolumns_account_id_8793a7b2_fk_foundation_account_id FOREIGN KEY (account_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_mediation
    ADD CONSTRAINT cases_mediation_area_id_0c2b0432_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_mediation
    ADD CONSTRAINT cases_mediation_mediator_id_a0ee8010_fk_foundation_account_id FOREIGN KEY (mediator_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_mediationhandover
    ADD CONSTRAINT cases_mediationhando_before_id_f6032f65_fk_foundatio FOREIGN KEY (before_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_mediationhandover
    ADD CONSTRAINT cases_mediationhando_mediation_id_d37da38e_fk_cases_med FOREIGN KEY (mediation_id) REFERENCES public.cases_mediation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_mediationhandover
    ADD CONSTRAINT cases_mediationhandover_to_id_8fffb524_fk_foundation_account_id FOREIGN KEY (to_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_mergedcase
    ADD CONSTRAINT cases_mergedcase_case_id_ac1b9d2d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_mergedcase
    ADD CONSTRAINT cases_mergedcase_merge_id_f6a860fd_fk_cases_casemerge_id FOREIGN KEY (merge_id) REFERENCES public.cases_casemerge(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_messageimport
    ADD CONSTRAINT cases_messageimport_area_id_156fdf24_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_messagerow
    ADD CONSTRAINT cases_messagerow_case_id_6427763c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_messagerow
    ADD CONSTRAINT cases_messagerow_run_id_ea24c7e3_fk_cases_messageimport_id FOREIGN KEY (run_id) REFERENCES public.cases_messageimport(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_notice
    ADD CONSTRAINT cases_notice_case_id_cd438a78_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_notice
    ADD CONSTRAINT cases_notice_organisation_id_2b12c4c0_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_notice
    ADD CONSTRAINT cases_notice_owed_by_id_4823c8dc_fk_registry_organisation_id FOREIGN KEY (owed_by_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_outgoingtext
    ADD CONSTRAINT cases_outgoingtext_officer_id_ec46fd6c_fk_foundation_account_id FOREIGN KEY (officer_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_outgoingtext
    ADD CONSTRAINT cases_outgoingtext_voice_id_b519b8df_fk_cases_voice_id FOREIGN KEY (voice_id) REFERENCES public.cases_voice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_outreachcontact
    ADD CONSTRAINT cases_outreachcontact_person_id_180c2953_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_outreachrule
    ADD CONSTRAINT cases_outreachrule_derived_list_id_6ceb8115_fk_registry_ FOREIGN KEY (derived_list_id) REFERENCES public.registry_derivedlist(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_paymentdifficulty
    ADD CONSTRAINT cases_paymentdifficu_outlet_id_2831cbe2_fk_registry_ FOREIGN KEY (outlet_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_paymentdifficulty
    ADD CONSTRAINT cases_paymentdifficu_person_id_cbde2872_fk_registry_ FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_paymentregisterrule
    ADD CONSTRAINT cases_paymentregiste_area_id_8907ceb9_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_provider
    ADD CONSTRAINT cases_provider_area_id_e361e25f_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_provider
    ADD CONSTRAINT cases_provider_category_id_3f0ab062_fk_catalogue_category_code FOREIGN KEY (category_id) REFERENCES public.catalogue_category(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_provider
    ADD CONSTRAINT cases_provider_organisation_id_4eb7b827_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_rateexclusion
    ADD CONSTRAINT cases_rateexclusion_verification_id_3f019222_fk_cases_ver FOREIGN KEY (verification_id) REFERENCES public.cases_verification(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_reason
    ADD CONSTRAINT cases_reason_case_id_7cbc7101_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_receipt
    ADD CONSTRAINT cases_receipt_case_id_3865d90a_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_remindernumber
    ADD CONSTRAINT cases_remindernumber_account_id_91b4697a_fk_foundatio FOREIGN KEY (account_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_rung
    ADD CONSTRAINT cases_rung_area_id_1f0ddc09_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_rung
    ADD CONSTRAINT cases_rung_office_id_35ca8910_fk_registry_organisation_id FOREIGN KEY (office_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_sample
    ADD CONSTRAINT cases_sample_area_id_36c9cdfb_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_sampleline
    ADD CONSTRAINT cases_sampleline_case_id_2f2a16de_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_sampleline
    ADD CONSTRAINT cases_sampleline_sample_id_064f98e2_fk_cases_sample_id FOREIGN KEY (sample_id) REFERENCES public.cases_sample(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_savedfilter
    ADD CONSTRAINT cases_savedfilter_account_id_15e675bb_fk_foundation_account_id FOREIGN KEY (account_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_steplimit
    ADD CONSTRAINT cases_steplimit_area_id_931d74e6_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_task
    ADD CONSTRAINT cases_task_case_id_db8cf8f3_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_task
    ADD CONSTRAINT cases_task_organisation_id_27cf2033_fk_registry_organisation_id FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_telling
    ADD CONSTRAINT cases_telling_voice_id_d6249cb8_fk_cases_voice_id FOREIGN KEY (voice_id) REFERENCES public.cases_voice(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_tenant
    ADD CONSTRAINT cases_tenant_area_id_1304dbc9_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_verification
    ADD CONSTRAINT cases_verification_deliverer_id_c7440f77_fk_foundatio FOREIGN KEY (deliverer_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_verification
    ADD CONSTRAINT cases_verification_delivery_id_b9a513a3_fk_cases_delivery_id FOREIGN KEY (delivery_id) REFERENCES public.cases_delivery(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_verification
    ADD CONSTRAINT cases_verification_verifier_id_df27fd8a_fk_foundatio FOREIGN KEY (verifier_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_voice
    ADD CONSTRAINT cases_voice_case_id_4224994f_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_whistle
    ADD CONSTRAINT cases_whistle_case_id_568742f9_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_whistle
    ADD CONSTRAINT cases_whistle_community_id_db24fe45_fk_registry_organisation_id FOREIGN KEY (community_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_whistlecall
    ADD CONSTRAINT cases_whistlecall_organisation_id_79671050_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_whistlecall
    ADD CONSTRAINT cases_whistlecall_whistle_id_5c200ce9_fk_cases_whistle_id FOREIGN KEY (whistle_id) REFERENCES public.cases_whistle(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_whistlestep
    ADD CONSTRAINT cases_whistlestep_call_id_c4872837_fk_cases_whistlecall_id FOREIGN KEY (call_id) REFERENCES public.cases_whistlecall(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_arbitrationlimit
    ADD CONSTRAINT catalogue_arbitratio_area_id_1f0d2a38_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_category
    ADD CONSTRAINT catalogue_category_parent_id_4479cbbf_fk_catalogue FOREIGN KEY (parent_id) REFERENCES public.catalogue_category(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_commitmentregister
    ADD CONSTRAINT catalogue_commitment_area_id_22ba73c6_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_commitmentrating
    ADD CONSTRAINT catalogue_commitment_commitment_id_ecd79510_fk_catalogue FOREIGN KEY (commitment_id) REFERENCES public.catalogue_commitment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_commitment
    ADD CONSTRAINT catalogue_commitment_owner_id_a39bd38f_fk_registry_ FOREIGN KEY (owner_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_commitment
    ADD CONSTRAINT catalogue_commitment_register_id_7e860dba_fk_catalogue FOREIGN KEY (register_id) REFERENCES public.catalogue_commitmentregister(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_commitmentregister
    ADD CONSTRAINT catalogue_commitment_served_id_7abf7106_fk_registry_ FOREIGN KEY (served_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_costoption
    ADD CONSTRAINT catalogue_costoption_guide_id_d77e8a53_fk_catalogue_guide_id FOREIGN KEY (guide_id) REFERENCES public.catalogue_guide(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_decisionnotice
    ADD CONSTRAINT catalogue_decisionno_item_id_2ec22e9e_fk_catalogue FOREIGN KEY (item_id) REFERENCES public.catalogue_unclearitem(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_decisionnotice
    ADD CONSTRAINT catalogue_decisionno_organisation_id_f1f3ab68_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_decisionnotice
    ADD CONSTRAINT catalogue_decisionno_told_by_id_38ee57ed_fk_foundatio FOREIGN KEY (told_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_draftimport
    ADD CONSTRAINT catalogue_draftimpor_draft_id_c312cb2a_fk_catalogue FOREIGN KEY (draft_id) REFERENCES public.catalogue_listdraft(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_draftimport
    ADD CONSTRAINT catalogue_draftimpor_made_by_id_7e27f0d3_fk_foundatio FOREIGN KEY (made_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_draftitem
    ADD CONSTRAINT catalogue_draftitem_category_id_99406ac5_fk_catalogue FOREIGN KEY (category_id) REFERENCES public.catalogue_category(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_draftitem
    ADD CONSTRAINT catalogue_draftitem_draft_id_3542aba2_fk_catalogue_listdraft_id FOREIGN KEY (draft_id) REFERENCES public.catalogue_listdraft(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_draftitem
    ADD CONSTRAINT catalogue_draftitem_lead_id_8fff4301_fk_registry_ FOREIGN KEY (lead_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_draftitem
    ADD CONSTRAINT catalogue_draftitem_settles_id_fb448df3_fk_catalogue FOREIGN KEY (settles_id) REFERENCES public.catalogue_unclearitem(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_evidence
    ADD CONSTRAINT catalogue_evidence_by_id_f18fb964_fk_foundation_account_id FOREIGN KEY (by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_evidence
    ADD CONSTRAINT catalogue_evidence_commitment_id_21a739a2_fk_catalogue FOREIGN KEY (commitment_id) REFERENCES public.catalogue_commitment(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_fourrolechain
    ADD CONSTRAINT catalogue_fourrolech_area_id_7305c24f_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_fourrolechain
    ADD CONSTRAINT catalogue_fourrolech_guide_id_3038a659_fk_registry_ FOREIGN KEY (guide_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_fourrolechain
    ADD CONSTRAINT catalogue_fourrolech_lead_id_2053079f_fk_registry_ FOREIGN KEY (lead_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_guide
    ADD CONSTRAINT catalogue_guide_service_id_f85e3d42_fk_catalogue_serviceitem_id FOREIGN KEY (service_id) REFERENCES public.catalogue_serviceitem(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_guide
    ADD CONSTRAINT catalogue_guide_written_by_id_6740b16d_fk_foundation_account_id FOREIGN KEY (written_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_itemcohandler
    ADD CONSTRAINT catalogue_itemcohand_item_id_67fb6025_fk_catalogue FOREIGN KEY (item_id) REFERENCES public.catalogue_responsibilityitem(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_itemcohandler
    ADD CONSTRAINT catalogue_itemcohand_organisation_id_79254e0d_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_leadproposal
    ADD CONSTRAINT catalogue_leadpropos_item_id_8212ca97_fk_catalogue FOREIGN KEY (item_id) REFERENCES public.catalogue_unclearitem(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_leadproposal
    ADD CONSTRAINT catalogue_leadpropos_lead_id_2e84c213_fk_registry_ FOREIGN KEY (lead_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_leadproposal
    ADD CONSTRAINT catalogue_leadpropos_organisation_id_4d5b9c1a_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_leadproposal
    ADD CONSTRAINT catalogue_leadproposal_by_id_18031b33_fk_foundation_account_id FOREIGN KEY (by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_listdraft
    ADD CONSTRAINT catalogue_listdraft_area_id_b1b11388_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_listdraft
    ADD CONSTRAINT catalogue_listdraft_begun_by_id_aab63e21_fk_foundatio FOREIGN KEY (begun_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_listdraft
    ADD CONSTRAINT catalogue_listdraft_ended_by_id_24ffd2a3_fk_foundatio FOREIGN KEY (ended_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_requireddocument
    ADD CONSTRAINT catalogue_requireddo_guide_id_fcb7a6ea_fk_catalogue FOREIGN KEY (guide_id) REFERENCES public.catalogue_guide(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_responsibilityitem
    ADD CONSTRAINT catalogue_responsibi_area_id_dbe96107_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_responsibilityitem
    ADD CONSTRAINT catalogue_responsibi_category_id_7b1a3598_fk_catalogue FOREIGN KEY (category_id) REFERENCES public.catalogue_category(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_responsibilityitem
    ADD CONSTRAINT catalogue_responsibi_lead_id_a186bdb9_fk_registry_ FOREIGN KEY (lead_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_responsibilityitem
    ADD CONSTRAINT catalogue_responsibi_published_by_id_12e0353c_fk_catalogue FOREIGN KEY (published_by_id) REFERENCES public.catalogue_listdraft(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_serviceitem
    ADD CONSTRAINT catalogue_serviceite_area_id_34368ab3_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_serviceitem
    ADD CONSTRAINT catalogue_serviceite_category_id_fc24fe40_fk_catalogue FOREIGN KEY (category_id) REFERENCES public.catalogue_category(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_serviceitem
    ADD CONSTRAINT catalogue_serviceite_organisation_id_ece3c5de_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_unclearitem
    ADD CONSTRAINT catalogue_unclearite_arbiter_id_07eea371_fk_foundatio FOREIGN KEY (arbiter_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_unclearitem
    ADD CONSTRAINT catalogue_unclearite_area_id_66ef2764_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_unclearitem
    ADD CONSTRAINT catalogue_unclearite_category_id_d1fd9e4e_fk_catalogue FOREIGN KEY (category_id) REFERENCES public.catalogue_category(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_unclearitem
    ADD CONSTRAINT catalogue_unclearite_lead_id_ffe0ef85_fk_registry_ FOREIGN KEY (lead_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_unclearitem
    ADD CONSTRAINT catalogue_unclearite_raised_by_id_67ee333d_fk_foundatio FOREIGN KEY (raised_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.catalogue_unclearitem
    ADD CONSTRAINT catalogue_unclearite_raised_for_id_2bf38516_fk_registry_ FOREIGN KEY (raised_for_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_actdone
    ADD CONSTRAINT dispatch_actdone_act_id_568e5fa6_fk_dispatch_requiredact_id FOREIGN KEY (act_id) REFERENCES public.dispatch_requiredact(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_actdone
    ADD CONSTRAINT dispatch_actdone_helper_id_821b63f5_fk_foundation_account_id FOREIGN KEY (helper_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_checkin
    ADD CONSTRAINT dispatch_checkin_community_id_9117720a_fk_registry_ FOREIGN KEY (community_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_checkin
    ADD CONSTRAINT dispatch_checkin_unit_id_9df801e8_fk_registry_organisation_id FOREIGN KEY (unit_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_claim
    ADD CONSTRAINT dispatch_claim_helper_id_3c96de84_fk_foundation_account_id FOREIGN KEY (helper_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_claim
    ADD CONSTRAINT dispatch_claim_noted_by_id_5498a348_fk_foundation_account_id FOREIGN KEY (noted_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_claim
    ADD CONSTRAINT dispatch_claim_task_id_433c8f2c_fk_dispatch_helptask_id FOREIGN KEY (task_id) REFERENCES public.dispatch_helptask(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_confirmationnotice
    ADD CONSTRAINT dispatch_confirmatio_organisation_id_f6816f3b_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_confirmationnotice
    ADD CONSTRAINT dispatch_confirmatio_task_id_fad7abc9_fk_dispatch_ FOREIGN KEY (task_id) REFERENCES public.dispatch_helptask(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_guidance
    ADD CONSTRAINT dispatch_guidance_hall_id_3fe9b483_fk_registry_organisation_id FOREIGN KEY (hall_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_guidance
    ADD CONSTRAINT dispatch_guidance_shift_id_b5b7958f_fk_dispatch_hallshift_id FOREIGN KEY (shift_id) REFERENCES public.dispatch_hallshift(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_hallshift
    ADD CONSTRAINT dispatch_hallshift_guide_id_640f60d5_fk_foundation_account_id FOREIGN KEY (guide_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_hallshift
    ADD CONSTRAINT dispatch_hallshift_hall_id_4ce33b70_fk_registry_organisation_id FOREIGN KEY (hall_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helpconfirmation
    ADD CONSTRAINT dispatch_helpconfirm_helper_id_ef554f34_fk_foundatio FOREIGN KEY (helper_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helpconfirmation
    ADD CONSTRAINT dispatch_helpconfirm_noted_by_id_e5e414ce_fk_foundatio FOREIGN KEY (noted_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helpconfirmation
    ADD CONSTRAINT dispatch_helpconfirm_task_id_1819a2a3_fk_dispatch_ FOREIGN KEY (task_id) REFERENCES public.dispatch_helptask(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helper
    ADD CONSTRAINT dispatch_helper_account_id_180ae02f_fk_foundation_account_id FOREIGN KEY (account_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helper
    ADD CONSTRAINT dispatch_helper_area_id_b43b7315_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helperskill
    ADD CONSTRAINT dispatch_helperskill_helper_id_8eac3764_fk_foundatio FOREIGN KEY (helper_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helperskill
    ADD CONSTRAINT dispatch_helperskill_proven_by_id_986cb1fd_fk_foundatio FOREIGN KEY (proven_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helperskill
    ADD CONSTRAINT dispatch_helperskill_skill_id_6fcbf588_fk_dispatch_skill_code FOREIGN KEY (skill_id) REFERENCES public.dispatch_skill(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helptask
    ADD CONSTRAINT dispatch_helptask_area_id_4b8ce21c_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helptask
    ADD CONSTRAINT dispatch_helptask_case_id_ee2ec34d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helptask
    ADD CONSTRAINT dispatch_helptask_case_task_id_ffb71a3f_fk_cases_task_id FOREIGN KEY (case_task_id) REFERENCES public.cases_task(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helptask
    ADD CONSTRAINT dispatch_helptask_found_case_id_9a7896a0_fk_cases_case_id FOREIGN KEY (found_case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helptask
    ADD CONSTRAINT dispatch_helptask_person_id_1b6bdf09_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helptask
    ADD CONSTRAINT dispatch_helptask_served_id_7c4607ce_fk_registry_ FOREIGN KEY (served_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_helptask
    ADD CONSTRAINT dispatch_helptask_skill_id_9f1bc6f3_fk_dispatch_skill_code FOREIGN KEY (skill_id) REFERENCES public.dispatch_skill(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_offer
    ADD CONSTRAINT dispatch_offer_helper_id_c21ea0d2_fk_foundation_account_id FOREIGN KEY (helper_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_offer
    ADD CONSTRAINT dispatch_offer_replaces_id_7ea2bd6e_fk_dispatch_claim_id FOREIGN KEY (replaces_id) REFERENCES public.dispatch_claim(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_offer
    ADD CONSTRAINT dispatch_offer_task_id_2046bb3a_fk_dispatch_helptask_id FOREIGN KEY (task_id) REFERENCES public.dispatch_helptask(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_pairing
    ADD CONSTRAINT dispatch_pairing_helper_id_f58a1099_fk_foundation_account_id FOREIGN KEY (helper_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_pairing
    ADD CONSTRAINT dispatch_pairing_household_id_f60c4e00_fk_registry_household_id FOREIGN KEY (household_id) REFERENCES public.registry_household(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_pairing
    ADD CONSTRAINT dispatch_pairing_noted_by_id_53007a93_fk_foundation_account_id FOREIGN KEY (noted_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_pairing
    ADD CONSTRAINT dispatch_pairing_person_id_2feb3d9a_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_phonedword
    ADD CONSTRAINT dispatch_phonedword_helper_id_bcbd6581_fk_foundation_account_id FOREIGN KEY (helper_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_phonedword
    ADD CONSTRAINT dispatch_phonedword_noted_by_id_385b33b6_fk_foundatio FOREIGN KEY (noted_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_postholding
    ADD CONSTRAINT dispatch_postholding_person_id_34cbbd12_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_postholding
    ADD CONSTRAINT dispatch_postholding_post_id_fafc8397_fk_dispatch_ FOREIGN KEY (post_id) REFERENCES public.dispatch_servicepost(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_postmatch
    ADD CONSTRAINT dispatch_postmatch_helper_id_6e9daca9_fk_foundation_account_id FOREIGN KEY (helper_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_postmatch
    ADD CONSTRAINT dispatch_postmatch_holding_id_e2adc46b_fk_dispatch_ FOREIGN KEY (holding_id) REFERENCES public.dispatch_postholding(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_postmatch
    ADD CONSTRAINT dispatch_postmatch_keeper_id_7e162c9f_fk_foundation_account_id FOREIGN KEY (keeper_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_postmatch
    ADD CONSTRAINT dispatch_postmatch_post_id_421ca54b_fk_dispatch_servicepost_id FOREIGN KEY (post_id) REFERENCES public.dispatch_servicepost(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_proxyshopping
    ADD CONSTRAINT dispatch_proxyshoppi_helper_id_11f20daa_fk_foundatio FOREIGN KEY (helper_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_proxyshopping
    ADD CONSTRAINT dispatch_proxyshoppi_noted_by_id_34854670_fk_foundatio FOREIGN KEY (noted_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_proxyshopping
    ADD CONSTRAINT dispatch_proxyshopping_task_id_6fbf8ab7_fk_dispatch_helptask_id FOREIGN KEY (task_id) REFERENCES public.dispatch_helptask(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_pushrule
    ADD CONSTRAINT dispatch_pushrule_area_id_8a8d36f4_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_recurringtask
    ADD CONSTRAINT dispatch_recurringta_visit_id_8230c7a5_fk_dispatch_ FOREIGN KEY (visit_id) REFERENCES public.dispatch_recurringvisit(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_recurringtask
    ADD CONSTRAINT dispatch_recurringtask_task_id_e9320e3f_fk_dispatch_helptask_id FOREIGN KEY (task_id) REFERENCES public.dispatch_helptask(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_recurringvisit
    ADD CONSTRAINT dispatch_recurringvi_person_id_95334595_fk_registry_ FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_recurringvisit
    ADD CONSTRAINT dispatch_recurringvi_set_by_id_93d9d060_fk_foundatio FOREIGN KEY (set_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_recurringvisit
    ADD CONSTRAINT dispatch_recurringvi_skill_id_9788316d_fk_dispatch_ FOREIGN KEY (skill_id) REFERENCES public.dispatch_skill(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_requiredact
    ADD CONSTRAINT dispatch_requiredact_area_id_3add282a_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_responsibilityzone
    ADD CONSTRAINT dispatch_responsibil_organisation_id_95b37b63_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_servicepost
    ADD CONSTRAINT dispatch_servicepost_area_id_9322d328_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_signin
    ADD CONSTRAINT dispatch_signin_person_id_246f88b5_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_signin
    ADD CONSTRAINT dispatch_signin_sheet_id_d5623414_fk_dispatch_signinsheet_id FOREIGN KEY (sheet_id) REFERENCES public.dispatch_signinsheet(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_signinsheet
    ADD CONSTRAINT dispatch_signinsheet_keyed_by_id_c9b3dde6_fk_foundatio FOREIGN KEY (keyed_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_signinsheet
    ADD CONSTRAINT dispatch_signinsheet_post_id_c96c8d5f_fk_dispatch_ FOREIGN KEY (post_id) REFERENCES public.dispatch_servicepost(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_signinsheet
    ADD CONSTRAINT dispatch_signinsheet_team_id_53ed05e2_fk_registry_ FOREIGN KEY (team_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_studyoffer
    ADD CONSTRAINT dispatch_studyoffer_area_id_266f5c19_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_studyoffer
    ADD CONSTRAINT dispatch_studyoffer_base_id_8fac50d5_fk_dispatch_ FOREIGN KEY (base_id) REFERENCES public.dispatch_demonstrationbase(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_studyoffer
    ADD CONSTRAINT dispatch_studyoffer_organisation_id_61d72c88_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_studyoffer
    ADD CONSTRAINT dispatch_studyoffer_post_id_70d6c36f_fk_dispatch_servicepost_id FOREIGN KEY (post_id) REFERENCES public.dispatch_servicepost(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_studyoffer
    ADD CONSTRAINT dispatch_studyoffer_skill_id_d141c0be_fk_dispatch_skill_code FOREIGN KEY (skill_id) REFERENCES public.dispatch_skill(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_studyplace
    ADD CONSTRAINT dispatch_studyplace_came_by_id_5e22cf74_fk_foundatio FOREIGN KEY (came_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_studyplace
    ADD CONSTRAINT dispatch_studyplace_learner_id_72abe9ba_fk_foundatio FOREIGN KEY (learner_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_studyplace
    ADD CONSTRAINT dispatch_studyplace_noted_by_id_5e7a0ce4_fk_foundatio FOREIGN KEY (noted_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_studyplace
    ADD CONSTRAINT dispatch_studyplace_offer_id_48a4f977_fk_dispatch_studyoffer_id FOREIGN KEY (offer_id) REFERENCES public.dispatch_studyoffer(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_triedfile
    ADD CONSTRAINT dispatch_triedfile_by_id_416215f3_fk_foundation_account_id FOREIGN KEY (by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_visitcalendar
    ADD CONSTRAINT dispatch_visitcalend_account_id_bf071dad_fk_foundatio FOREIGN KEY (account_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_visitphoto
    ADD CONSTRAINT dispatch_visitphoto_record_id_50218246_fk_dispatch_ FOREIGN KEY (record_id) REFERENCES public.dispatch_visitrecord(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_visitrecord
    ADD CONSTRAINT dispatch_visitrecord_area_id_a9fdccc2_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_visitrecord
    ADD CONSTRAINT dispatch_visitrecord_by_id_a852ac04_fk_foundation_account_id FOREIGN KEY (by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_visitrecord
    ADD CONSTRAINT dispatch_visitrecord_case_id_59b97f19_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_visitrecord
    ADD CONSTRAINT dispatch_visitrecord_entered_by_id_34df8523_fk_foundatio FOREIGN KEY (entered_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_visitrecord
    ADD CONSTRAINT dispatch_visitrecord_found_case_id_85ab6c71_fk_cases_case_id FOREIGN KEY (found_case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_visitrecord
    ADD CONSTRAINT dispatch_visitrecord_settled_by_id_fb5243a3_fk_foundatio FOREIGN KEY (settled_by_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_zonearea
    ADD CONSTRAINT dispatch_zonearea_area_id_75f03581_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.dispatch_zonearea
    ADD CONSTRAINT dispatch_zonearea_zone_id_715ab4e6_fk_dispatch_ FOREIGN KEY (zone_id) REFERENCES public.dispatch_responsibilityzone(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_client
    ADD CONSTRAINT foundation_client_account_id_a0e17c53_fk_foundation_account_id FOREIGN KEY (account_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_clientminute
    ADD CONSTRAINT foundation_clientmin_client_id_ea9d3abb_fk_foundatio FOREIGN KEY (client_id) REFERENCES public.foundation_client(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_division
    ADD CONSTRAINT foundation_division_parent_id_dc948701_fk_foundatio FOREIGN KEY (parent_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_grant
    ADD CONSTRAINT foundation_grant_account_id_bccd4b83_fk_foundation_account_id FOREIGN KEY (account_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_grant
    ADD CONSTRAINT foundation_grant_area_id_924a20e7_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_grant
    ADD CONSTRAINT foundation_grant_role_id_df3e004e_fk_foundation_role_code FOREIGN KEY (role_id) REFERENCES public.foundation_role(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_keychallenge
    ADD CONSTRAINT foundation_keychalle_account_id_8b606d69_fk_foundatio FOREIGN KEY (account_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_opensession
    ADD CONSTRAINT foundation_opensessi_account_id_766597ad_fk_foundatio FOREIGN KEY (account_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_outgoingfact
    ADD CONSTRAINT foundation_outgoingf_subscription_id_dbf2faac_fk_foundatio FOREIGN KEY (subscription_id) REFERENCES public.foundation_subscription(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_securitykey
    ADD CONSTRAINT foundation_securityk_account_id_a78536d8_fk_foundatio FOREIGN KEY (account_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_subscription
    ADD CONSTRAINT foundation_subscript_client_id_2ca5c4c1_fk_foundatio FOREIGN KEY (client_id) REFERENCES public.foundation_client(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.foundation_token
    ADD CONSTRAINT foundation_token_client_id_90c92601_fk_foundation_client_id FOREIGN KEY (client_id) REFERENCES public.foundation_client(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.indicators_figure
    ADD CONSTRAINT indicators_figure_area_id_0d7c11ef_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.indicators_yeargoal
    ADD CONSTRAINT indicators_yeargoal_area_id_c3e781cc_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;


ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;


ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);


ALTER TABLE ONLY public.registry_consent
    ADD CONSTRAINT registry_consent_person_id_6a42bb8f_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_consent
    ADD CONSTRAINT registry_consent_proxy_id_84c14454_fk_registry_proxy_id FOREIGN KEY (proxy_id) REFERENCES public.registry_proxy(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_consent
    ADD CONSTRAINT registry_consent_purpose_id_42bfa7af_fk_registry_purpose_code FOREIGN KEY (purpose_id) REFERENCES public.registry_purpose(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_datarequest
    ADD CONSTRAINT registry_datarequest_person_id_4dcaea48_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_derivedlist
    ADD CONSTRAINT registry_derivedlist_area_id_5d3a5a3a_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_derivedlist
    ADD CONSTRAINT registry_derivedlist_owner_id_cee068bf_fk_registry_ FOREIGN KEY (owner_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_derivedlist
    ADD CONSTRAINT registry_derivedlist_purpose_id_f2fb4c96_fk_registry_ FOREIGN KEY (purpose_id) REFERENCES public.registry_purpose(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_factkind
    ADD CONSTRAINT registry_factkind_organisation_id_211665c3_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_focusline
    ADD CONSTRAINT registry_focusline_programme_id_ca8d3520_fk_registry_ FOREIGN KEY (programme_id) REFERENCES public.registry_programme(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_formtemplate
    ADD CONSTRAINT registry_formtemplat_organisation_id_a0950206_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_formtemplate
    ADD CONSTRAINT registry_formtemplat_purpose_id_2a7dc17a_fk_registry_ FOREIGN KEY (purpose_id) REFERENCES public.registry_purpose(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_household
    ADD CONSTRAINT registry_household_area_id_0bff2d23_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_household
    ADD CONSTRAINT registry_household_residence_id_4a63b909_fk_registry_ FOREIGN KEY (residence_id) REFERENCES public.registry_residence(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_kinship
    ADD CONSTRAINT registry_kinship_kin_id_db425ef2_fk_registry_person_id FOREIGN KEY (kin_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_kinship
    ADD CONSTRAINT registry_kinship_person_id_9cc09ef7_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_knownfact
    ADD CONSTRAINT registry_knownfact_kind_id_7d79f5dd_fk_registry_factkind_code FOREIGN KEY (kind_id) REFERENCES public.registry_factkind(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_knownfact
    ADD CONSTRAINT registry_knownfact_person_id_e227317d_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_membership
    ADD CONSTRAINT registry_membership_organisation_id_73e1c482_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_membership
    ADD CONSTRAINT registry_membership_person_id_7bab2f0d_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_merge
    ADD CONSTRAINT registry_merge_merged_id_194b7c05_fk_registry_person_id FOREIGN KEY (merged_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_merge
    ADD CONSTRAINT registry_merge_pair_id_0b381b05_fk_registry_ FOREIGN KEY (pair_id) REFERENCES public.registry_possibleduplicate(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_merge
    ADD CONSTRAINT registry_merge_survivor_id_667d4e77_fk_registry_person_id FOREIGN KEY (survivor_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_organisation
    ADD CONSTRAINT registry_organisatio_area_id_fd965012_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_organisation
    ADD CONSTRAINT registry_organisatio_parent_id_a77efc26_fk_registry_ FOREIGN KEY (parent_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_partnership
    ADD CONSTRAINT registry_partnership_area_id_f4123ff7_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT registry_person_account_id_56cf6242_fk_foundation_account_id FOREIGN KEY (account_id) REFERENCES public.foundation_account(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT registry_person_answered_by_id_2760f9b5_fk_registry_person_id FOREIGN KEY (answered_by_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT registry_person_area_id_5f65e8aa_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_person
    ADD CONSTRAINT registry_person_household_id_6c47d043_fk_registry_household_id FOREIGN KEY (household_id) REFERENCES public.registry_household(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_possibleduplicate
    ADD CONSTRAINT registry_possibledup_first_id_e1c1b31c_fk_registry_ FOREIGN KEY (first_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_possibleduplicate
    ADD CONSTRAINT registry_possibledup_second_id_f93aa5f7_fk_registry_ FOREIGN KEY (second_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_programmelabel
    ADD CONSTRAINT registry_programmela_line_id_8a95c68d_fk_registry_ FOREIGN KEY (line_id) REFERENCES public.registry_focusline(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_programmelabel
    ADD CONSTRAINT registry_programmela_programme_id_5333dd39_fk_registry_ FOREIGN KEY (programme_id) REFERENCES public.registry_programme(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_proxy
    ADD CONSTRAINT registry_proxy_agent_id_b9590844_fk_registry_person_id FOREIGN KEY (agent_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_proxy
    ADD CONSTRAINT registry_proxy_principal_id_7cbaea0c_fk_registry_person_id FOREIGN KEY (principal_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_registryimport
    ADD CONSTRAINT registry_registryimp_area_id_ce26eb22_fk_foundatio FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_registryrow
    ADD CONSTRAINT registry_registryrow_membership_id_62d5f451_fk_registry_ FOREIGN KEY (membership_id) REFERENCES public.registry_membership(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_registryrow
    ADD CONSTRAINT registry_registryrow_organisation_id_a99dc94e_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_registryrow
    ADD CONSTRAINT registry_registryrow_person_id_bd2b7bd8_fk_registry_person_id FOREIGN KEY (person_id) REFERENCES public.registry_person(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_registryrow
    ADD CONSTRAINT registry_registryrow_run_id_fb5f943c_fk_registry_ FOREIGN KEY (run_id) REFERENCES public.registry_registryimport(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_residence
    ADD CONSTRAINT registry_residence_area_id_426093d3_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_sharing
    ADD CONSTRAINT registry_sharing_area_id_4b894992_fk_foundation_division_code FOREIGN KEY (area_id) REFERENCES public.foundation_division(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_sharing
    ADD CONSTRAINT registry_sharing_derived_list_id_69adaf3a_fk_registry_ FOREIGN KEY (derived_list_id) REFERENCES public.registry_derivedlist(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_sharing
    ADD CONSTRAINT registry_sharing_purpose_id_68d5d3ce_fk_registry_purpose_code FOREIGN KEY (purpose_id) REFERENCES public.registry_purpose(code) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_stakeholder
    ADD CONSTRAINT registry_stakeholder_organisation_id_2080b8b8_fk_registry_ FOREIGN KEY (organisation_id) REFERENCES public.registry_organisation(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_stakeholder
    ADD CONSTRAINT registry_stakeholder_partnership_id_4342a68f_fk_registry_ FOREIGN KEY (partnership_id) REFERENCES public.registry_partnership(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.registry_stakeholderterm
    ADD CONSTRAINT registry_stakeholder_stakeholder_id_16c1f47a_fk_registry_ FOREIGN KEY (stakeholder_id) REFERENCES public.registry_stakeholder(id) DEFERRABLE INITIALLY DEFERRED;


ALTER TABLE ONLY public.cases_verification
    ADD CONSTRAINT verification_names_the_real_deliverer FOREIGN KEY (delivery_id, deliverer_id) REFERENCES public.cases_delivery(id, by_id);



