
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import mops.triggers
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
        ("programs", "0006_closing_and_follow_ups"),
    ]

    operations = [
        migrations.CreateModel(
            name='WorkDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='dzień')),
                ('mark', models.CharField(choices=[('present', 'obecny'), ('excused', 'nieobecny usprawiedliwiony'), ('absent', 'nieobecny')], max_length=8, verbose_name='obecność')),
                ('hours', models.DecimalField(decimal_places=2, default=0, max_digits=4, verbose_name='godziny')),
            ],
            options={
                'verbose_name': 'dzień pracy',
                'verbose_name_plural': 'dni pracy',
                'ordering': ['day', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='WorkDayEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('day', models.DateField(verbose_name='dzień')),
                ('mark', models.CharField(choices=[('present', 'obecny'), ('excused', 'nieobecny usprawiedliwiony'), ('absent', 'nieobecny')], max_length=8, verbose_name='obecność')),
                ('hours', models.DecimalField(decimal_places=2, default=0, max_digits=4, verbose_name='godziny')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='workmonth',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='workmonth',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='workmonth',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='workmonth',
            name='override_reason',
            field=models.CharField(blank=True, db_default='', max_length=300, verbose_name='uzasadnienie przekroczenia limitu'),
        ),
        migrations.AddField(
            model_name='workmonthevent',
            name='override_reason',
            field=models.CharField(blank=True, db_default='', max_length=300, verbose_name='uzasadnienie przekroczenia limitu'),
        ),
        mops.triggers.AddTrigger(
            model_name='enrolment',
            trigger=pgtrigger.compiler.Trigger(name='enrolment_keeps_its_days', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF EXISTS (\n                        SELECT 1 FROM programs_workday\n                        WHERE enrolment_id = NEW.id\n                          AND (day < NEW.started_on OR day > NEW.ended_on)\n                    ) OR EXISTS (\n                        SELECT 1 FROM programs_attendance\n                        WHERE enrolment_id = NEW.id\n                          AND (day < NEW.started_on OR day > NEW.ended_on)\n                    ) THEN\n                        RAISE check_violation USING MESSAGE =\n                            'Są wpisane dni pracy lub obecności poza nowymi datami udziału.';\n                    END IF;\n                    RETURN NULL;\n                ", hash='26e306e283f4e23b70c1f483ce23a0adc51c13de', operation='UPDATE OF "started_on", "ended_on"', pgid='pgtrigger_enrolment_keeps_its_days_9d9bd', table='programs_enrolment', when='AFTER')),
        ),
        mops.triggers.AddTrigger(
            model_name='workmonth',
            trigger=pgtrigger.compiler.Trigger(name='month_is_the_sum_of_its_days', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE entered numeric;', func="\n        SELECT sum(hours) INTO entered FROM programs_workday\n        WHERE enrolment_id = NEW.enrolment_id AND facility_id = NEW.facility_id\n          AND day >= NEW.month AND day < NEW.month + interval '1 month';\n        IF entered IS NOT NULL AND entered <> NEW.hours OR TG_OP = 'UPDATE' AND (\n            (OLD.enrolment_id, OLD.facility_id, OLD.month)\n            <> (NEW.enrolment_id, NEW.facility_id, NEW.month)\n        ) AND EXISTS (\n            SELECT 1 FROM programs_workday\n            WHERE enrolment_id = OLD.enrolment_id AND facility_id = OLD.facility_id\n              AND day >= OLD.month AND day < OLD.month + interval '1 month'\n        ) THEN\n            RAISE check_violation USING MESSAGE =\n                'Godziny tego miesiąca są sumą wpisanych dni. Popraw je w dniach.';\n        END IF;\n        RETURN NULL;\n    ", hash='79ceceb4eac15446ee8eb677cb02b30f510c9d12', operation='INSERT OR UPDATE OF "enrolment_id", "facility_id", "month", "hours"', pgid='pgtrigger_month_is_the_sum_of_its_days_8b8e4', table='programs_workmonth', when='AFTER')),
        ),
        mops.triggers.AddTrigger(
            model_name='workmonth',
            trigger=pgtrigger.compiler.Trigger(name='days_go_with_their_month', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        DELETE FROM programs_workday\n        WHERE enrolment_id = OLD.enrolment_id AND facility_id = OLD.facility_id\n          AND day >= OLD.month AND day < OLD.month + interval '1 month';\n        RETURN NULL;\n    ", hash='d9b588ad7cd6240cd7c95805e954c119d1eeaf07', operation='DELETE', pgid='pgtrigger_days_go_with_their_month_6d54a', table='programs_workmonth', when='AFTER')),
        ),
        mops.triggers.AddTrigger(
            model_name='workmonth',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_workmonthevent" ("enrolment_id", "facility_id", "hours", "id", "month", "override_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."enrolment_id", NEW."facility_id", NEW."hours", NEW."id", NEW."month", NEW."override_reason", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='0ca64670aa1a7c2bfd18e1f23b50019d23639894', operation='INSERT', pgid='pgtrigger_insert_insert_599cd', table='programs_workmonth', when='AFTER')),
        ),
        mops.triggers.AddTrigger(
            model_name='workmonth',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_workmonthevent" ("enrolment_id", "facility_id", "hours", "id", "month", "override_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."enrolment_id", NEW."facility_id", NEW."hours", NEW."id", NEW."month", NEW."override_reason", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='166211731f4c7b6e7eca80b678c74f0604b3c29f', operation='UPDATE', pgid='pgtrigger_update_update_43173', table='programs_workmonth', when='AFTER')),
        ),
        mops.triggers.AddTrigger(
            model_name='workmonth',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_workmonthevent" ("enrolment_id", "facility_id", "hours", "id", "month", "override_reason", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."enrolment_id", OLD."facility_id", OLD."hours", OLD."id", OLD."month", OLD."override_reason", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='565fa02d3b08ab514ed94b0445bbc6e4f737c96c', operation='DELETE', pgid='pgtrigger_delete_delete_bd608', table='programs_workmonth', when='AFTER')),
        ),
        migrations.AddField(
            model_name='workday',
            name='enrolment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='work_days', to='programs.enrolment', verbose_name='uczestnictwo'),
        ),
        migrations.AddField(
            model_name='workday',
            name='facility',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='work_days', to='programs.facility', verbose_name='placówka'),
        ),
        migrations.AddField(
            model_name='workdayevent',
            name='enrolment',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.enrolment', verbose_name='uczestnictwo'),
        ),
        migrations.AddField(
            model_name='workdayevent',
            name='facility',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='programs.facility', verbose_name='placówka'),
        ),
        migrations.AddField(
            model_name='workdayevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='workdayevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='programs.workday'),
        ),
        migrations.AddConstraint(
            model_name='workday',
            constraint=models.UniqueConstraint(fields=('enrolment', 'facility', 'day'), name='one_row_of_work_a_day', violation_error_message='Ten dzień pracy jest już wpisany.'),
        ),
        migrations.AddConstraint(
            model_name='workday',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hours__range', (0, 24)), ('mark', 'present')), models.Q(models.Q(('mark', 'present'), _negated=True), ('hours', 0)), _connector='OR'), name='hours_of_work_are_possible_and_only_when_present', violation_error_message='Godziny ma tylko obecny, od 0 do 24.'),
        ),
        mops.triggers.AddTrigger(
            model_name='workday',
            trigger=pgtrigger.compiler.Trigger(name='work_day_is_inside_the_enrolment', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF EXISTS (\n            SELECT 1 FROM programs_enrolment AS part\n            JOIN programs_edition AS edition ON edition.id = part.edition_id\n            WHERE part.id = NEW.enrolment_id\n              AND (NEW.day < part.started_on OR NEW.day > COALESCE(part.ended_on, edition.ends_on))\n        ) THEN\n            RAISE check_violation USING MESSAGE = 'W tym dniu ta osoba nie uczestniczyła.';\n        END IF;\n        RETURN NULL;\n    ", hash='00d62cd832b1b17434032a8beeb6eb6e828d1d38', operation='INSERT OR UPDATE OF "day", "enrolment_id"', pgid='pgtrigger_work_day_is_inside_the_enrolment_de0bf', table='programs_workday', when='AFTER')),
        ),
        mops.triggers.AddTrigger(
            model_name='workday',
            trigger=pgtrigger.compiler.Trigger(name='months_are_summed_after_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO programs_workmonth (enrolment_id, facility_id, month, hours)\n            SELECT touched.enrolment_id, touched.facility_id, touched.month, sum(hours)\n            FROM (\n        SELECT DISTINCT enrolment_id, facility_id, date_trunc('month', day)::date AS month\n        FROM (SELECT * FROM entered) AS written\n    ) AS touched\n            JOIN programs_workday AS one\n              ON one.enrolment_id = touched.enrolment_id AND one.facility_id = touched.facility_id\n             AND one.day >= touched.month AND one.day < touched.month + interval '1 month'\n            GROUP BY touched.enrolment_id, touched.facility_id, touched.month\n            ON CONFLICT (enrolment_id, facility_id, month) DO UPDATE SET hours = EXCLUDED.hours\n            WHERE programs_workmonth.hours <> EXCLUDED.hours;\n            DELETE FROM programs_workmonth AS kept USING (\n        SELECT DISTINCT enrolment_id, facility_id, date_trunc('month', day)::date AS month\n        FROM (SELECT * FROM entered) AS written\n    ) AS touched\n            WHERE kept.enrolment_id = touched.enrolment_id\n              AND kept.facility_id = touched.facility_id AND kept.month = touched.month\n              AND NOT EXISTS (\n                SELECT 1 FROM programs_workday AS one\n                WHERE one.enrolment_id = touched.enrolment_id\n                  AND one.facility_id = touched.facility_id\n                  AND one.day >= touched.month AND one.day < touched.month + interval '1 month'\n              );\n            RETURN NULL;\n        ", hash='f6e6bc264b352a7066cd0d66bc05287de1db8d46', level='STATEMENT', operation='INSERT', pgid='pgtrigger_months_are_summed_after_insert_39dac', referencing='REFERENCING NEW TABLE AS entered ', table='programs_workday', when='AFTER')),
        ),
        mops.triggers.AddTrigger(
            model_name='workday',
            trigger=pgtrigger.compiler.Trigger(name='months_are_summed_after_update', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO programs_workmonth (enrolment_id, facility_id, month, hours)\n            SELECT touched.enrolment_id, touched.facility_id, touched.month, sum(hours)\n            FROM (\n        SELECT DISTINCT enrolment_id, facility_id, date_trunc('month', day)::date AS month\n        FROM (SELECT * FROM entered UNION ALL SELECT * FROM left_behind) AS written\n    ) AS touched\n            JOIN programs_workday AS one\n              ON one.enrolment_id = touched.enrolment_id AND one.facility_id = touched.facility_id\n             AND one.day >= touched.month AND one.day < touched.month + interval '1 month'\n            GROUP BY touched.enrolment_id, touched.facility_id, touched.month\n            ON CONFLICT (enrolment_id, facility_id, month) DO UPDATE SET hours = EXCLUDED.hours\n            WHERE programs_workmonth.hours <> EXCLUDED.hours;\n            DELETE FROM programs_workmonth AS kept USING (\n        SELECT DISTINCT enrolment_id, facility_id, date_trunc('month', day)::date AS month\n        FROM (SELECT * FROM entered UNION ALL SELECT * FROM left_behind) AS written\n    ) AS touched\n            WHERE kept.enrolment_id = touched.enrolment_id\n              AND kept.facility_id = touched.facility_id AND kept.month = touched.month\n              AND NOT EXISTS (\n                SELECT 1 FROM programs_workday AS one\n                WHERE one.enrolment_id = touched.enrolment_id\n                  AND one.facility_id = touched.facility_id\n                  AND one.day >= touched.month AND one.day < touched.month + interval '1 month'\n              );\n            RETURN NULL;\n        ", hash='f406eded1602fae15ef7ed11b1367edaeb23a7b1', level='STATEMENT', operation='UPDATE', pgid='pgtrigger_months_are_summed_after_update_88df7', referencing='REFERENCING OLD TABLE AS left_behind  NEW TABLE AS entered ', table='programs_workday', when='AFTER')),
        ),
        mops.triggers.AddTrigger(
            model_name='workday',
            trigger=pgtrigger.compiler.Trigger(name='months_are_summed_after_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            INSERT INTO programs_workmonth (enrolment_id, facility_id, month, hours)\n            SELECT touched.enrolment_id, touched.facility_id, touched.month, sum(hours)\n            FROM (\n        SELECT DISTINCT enrolment_id, facility_id, date_trunc('month', day)::date AS month\n        FROM (SELECT * FROM left_behind) AS written\n    ) AS touched\n            JOIN programs_workday AS one\n              ON one.enrolment_id = touched.enrolment_id AND one.facility_id = touched.facility_id\n             AND one.day >= touched.month AND one.day < touched.month + interval '1 month'\n            GROUP BY touched.enrolment_id, touched.facility_id, touched.month\n            ON CONFLICT (enrolment_id, facility_id, month) DO UPDATE SET hours = EXCLUDED.hours\n            WHERE programs_workmonth.hours <> EXCLUDED.hours;\n            DELETE FROM programs_workmonth AS kept USING (\n        SELECT DISTINCT enrolment_id, facility_id, date_trunc('month', day)::date AS month\n        FROM (SELECT * FROM left_behind) AS written\n    ) AS touched\n            WHERE kept.enrolment_id = touched.enrolment_id\n              AND kept.facility_id = touched.facility_id AND kept.month = touched.month\n              AND NOT EXISTS (\n                SELECT 1 FROM programs_workday AS one\n                WHERE one.enrolment_id = touched.enrolment_id\n                  AND one.facility_id = touched.facility_id\n                  AND one.day >= touched.month AND one.day < touched.month + interval '1 month'\n              );\n            RETURN NULL;\n        ", hash='0e9f6c0d212beb6814c00ad5665032ad49a8b08b', level='STATEMENT', operation='DELETE', pgid='pgtrigger_months_are_summed_after_delete_356a2', referencing='REFERENCING OLD TABLE AS left_behind ', table='programs_workday', when='AFTER')),
        ),
        mops.triggers.AddTrigger(
            model_name='workday',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_workdayevent" ("day", "enrolment_id", "facility_id", "hours", "id", "mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."day", NEW."enrolment_id", NEW."facility_id", NEW."hours", NEW."id", NEW."mark", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;', hash='1f87f1fe50d32fb18aec26e6e50f50909e76d3d2', operation='INSERT', pgid='pgtrigger_insert_insert_af99f', table='programs_workday', when='AFTER')),
        ),
        mops.triggers.AddTrigger(
            model_name='workday',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "programs_workdayevent" ("day", "enrolment_id", "facility_id", "hours", "id", "mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."day", NEW."enrolment_id", NEW."facility_id", NEW."hours", NEW."id", NEW."mark", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;', hash='570919cc8f3c37a7d2f99831b431aa3ef73838b3', operation='UPDATE', pgid='pgtrigger_update_update_30ebe', table='programs_workday', when='AFTER')),
        ),
        mops.triggers.AddTrigger(
            model_name='workday',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "programs_workdayevent" ("day", "enrolment_id", "facility_id", "hours", "id", "mark", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (OLD."day", OLD."enrolment_id", OLD."facility_id", OLD."hours", OLD."id", OLD."mark", _pgh_attach_context(), NOW(), \'delete\', OLD."id"); RETURN NULL;', hash='8443019bff783e7b8d20b3b7afb9b48d865ebced', operation='DELETE', pgid='pgtrigger_delete_delete_6281c', table='programs_workday', when='AFTER')),
        ),
        mops.triggers.AddTrigger(
            model_name='workdayevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='85a4206869fc3a05ef28cdd6f214a8d85015c3b2', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_d1adb', table='programs_workdayevent', when='BEFORE')),
        ),
    ]
