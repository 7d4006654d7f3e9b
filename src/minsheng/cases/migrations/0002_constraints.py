"""What Django's models cannot say: the composite key behind "the verifier is not the deliverer"."""

from django.db import migrations

FORWARD = """
ALTER TABLE cases_delivery ADD CONSTRAINT delivery_and_its_deliverer UNIQUE (id, by_id);
ALTER TABLE cases_verification ADD CONSTRAINT verification_names_the_real_deliverer
    FOREIGN KEY (delivery_id, deliverer_id) REFERENCES cases_delivery (id, by_id);
"""
BACKWARD = """
ALTER TABLE cases_verification DROP CONSTRAINT verification_names_the_real_deliverer;
ALTER TABLE cases_delivery DROP CONSTRAINT delivery_and_its_deliverer;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
