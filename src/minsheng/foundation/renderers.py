"""How forms are drawn: every field with label, need in words, hint and error sentence."""

from django.forms.renderers import TemplatesSetting


class ShellFormRenderer(TemplatesSetting):
    """Draws `{{ form }}` and `{{ field.as_field_group }}` with the shell's templates."""

    form_template_name = "forms/fields.html"
    field_template_name = "forms/field.html"
