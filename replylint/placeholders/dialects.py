"""The dialects that templates are written in: how each names its fields, and what a field may hold.

Names are those of the tools' own documentation. Where a tool lets its users name fields, their
names are not known here, and are never called wrong.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from replylint.lazy import lazy_pattern
from replylint.reading import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from replylint.placeholders.finder import Placeholder

__all__ = ["BY_NAME", "DIALECTS", "Dialect", "detect", "likely_value", "longest_value"]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one tool writes its placeholders.

    name: as in the config. title: as its makers write it. shapes: those that it has.
    variables: the fields that it knows; "contact.*" stands for all that begins so. Empty where
    its users name the fields.
    fallback: how a value for an empty field is written, with {} for the variable; "" if it cannot.
    """

    name: str
    title: str
    shapes: tuple[str, ...]
    variables: frozenset[str] = frozenset()
    fallback: str = ""

    def knows(self, variable: str) -> bool:
        """Whether it has a field of that name."""
        return self.score(variable) > 0

    def score(self, variable: str) -> int:
        """1 for a field of a family whose fields are free, far more for one that it names."""
        if variable in self.variables:
            return 100
        parts = re.split("[.=]", variable)
        families = (".".join([*parts[:n], "*"]) for n in range(1, len(parts) + 1))
        return int(any(family in self.variables for family in families))

    def has_root(self, variable: str) -> bool:
        """Whether fields of that family, "ticket" or "contact", are its own."""
        root = variable.partition(".")[0]
        return any(known.partition(".")[0] == root for known in self.variables)


def _names(text: str) -> frozenset[str]:
    """Field names from "ticket.id|title requester.name": what stands before the first | is said
    once for all that follow it."""
    found = []
    for word in text.split():
        path, *others = word.split("|")
        base = path.rpartition(".")[0]
        found += [path, *(f"{base}.{other}" if base else other for other in others)]
    return frozenset(found)


_CURLY = ("double_braces",)
_PERSON = (
    "name|first_name|last_name|email|language|phone|external_id|id|details|notes|signature|role"
)

DIALECTS = (
    Dialect("zendesk", "Zendesk", ("double_braces", "tag"), _names(
        f"ticket.id|external_id|encoded_id|title|subject|description|url|link|link_with_auth|via|"
        "source|status|priority|type|score|due_date|due_date_with_timestamp|account|tags|cc_names|"
        "created_at|created_at_with_timestamp|updated_at|updated_at_with_timestamp|verbatim|"
        "latest_comment|latest_comment_formatted|latest_comment_rich|latest_comment_html|"
        "latest_public_comment|latest_public_comment_formatted|latest_public_comment_html|"
        "latest_public_comment_rich|comments|comments_formatted|public_comments|"
        "public_comments_formatted|in_business_hours|current_holiday_name|ticket_form|custom_status"
        " ticket.group.name ticket.brand.* ticket.organization.* ticket.ccs.*"
        f" ticket.custom_fields.* ticket.requester.{_PERSON} ticket.requester.custom_fields.*"
        " ticket.requester.organization.*"
        f" ticket.assignee.{_PERSON} ticket.assignee.custom_fields.*"
        f" ticket.submitter.{_PERSON} ticket.submitter.custom_fields.*"
        f" current_user.{_PERSON} current_user.custom_fields.* current_user.organization.*"
        " agent.name|signature satisfaction.* comment.* message.* user.* dc.* sharing_agreement.*"
    )),
    Dialect("freshdesk", "Freshdesk", _CURLY, _names(
        "ticket.id|subject|description|url|public_url|portal_url|portal_name|portal_link|tags|"
        "latest_public_comment|latest_private_comment|group|status|priority|source|ticket_type|"
        "due_by_time|fr_due_by_time|created_on|updated_on|product_description|surveys|"
        "satisfaction_survey|from_email|latest_public_comment_attachments"
        " ticket.group.name ticket.product.* ticket.custom_fields.*"
        " ticket.requester.name|firstname|lastname|email|phone|mobile|address|company_name|"
        "unique_external_id|language|time_zone"
        " ticket.requester.company.* ticket.company.*"
        " ticket.agent.name|email|phone|mobile|firstname|lastname|signature"
        " ticket.contact.* helpdesk_name comment.* event_performer.*"
    )),
    Dialect("gorgias", "Gorgias", _CURLY, _names(
        "ticket.id|channel|subject|last_message_datetime|created_datetime|updated_datetime|status|"
        "language|tags"
        " ticket.customer.id|firstname|lastname|name|email ticket.customer.integrations.*"
        " ticket.customer.data.* ticket.customer.meta.* ticket.messages.* ticket.sender.*"
        " ticket.assignee_user.id|email|name|firstname|lastname|bio ticket.custom_fields.*"
        " current_user.id|firstname|lastname|name|email|bio survey_url"
    )),
    Dialect("front", "Front", _CURLY, _names(
        "account.name conversation.id|public_id|ticket_id|subject message.id|public_id"
        " recipient.handle|email|twitter|phone|name|first_name|last_name|link"
        " user.id|name|first_name|last_name|email survey"
    )),
    Dialect("chatwoot", "Chatwoot", _CURLY, _names(
        "contact.id|name|first_name|last_name|email|phone_number contact.custom_attribute.*"
        " conversation.id|display_id conversation.custom_attribute.*"
        " agent.name|first_name|last_name|email|phone_number inbox.id|name account.name"
    ), "{{{{ {} || 'there' }}}}"),
    Dialect("hubspot", "HubSpot", ("double_braces", "tag"), _names(
        "contact.* company.* deal.* ticket.* owner.* sender.* subscription.* site_settings.*"
        " unsubscribe_link content.*"
    ), "{{{{ {}|default('there') }}}}"),
    Dialect("help_scout", "Help Scout", ("tag",), _names(
        "customer.fullName|firstName|lastName|email|company|phone|jobTitle"
        " conversation.number|subject|id|url|createdAt mailbox.name|email inbox.name|email"
        " user.fullName|firstName|lastName|email|phone|jobTitle company.name"
    ), "{{%{},fallback=there%}}"),
    Dialect("intercom", "Intercom", _CURLY, _names(
        "first_name last_name name email phone user_id company.* author.* teammate.*"
        " conversation.* custom_attributes.* ticket.* user.*"
    ), "{{{{{} | fallback: 'there'}}}}"),
    Dialect("salesforce", "Salesforce", ("salesforce", "double_braces")),
    Dialect("zammad", "Zammad", ("ruby",), _names(
        "ticket.* article.* user.* config.* group.* notification.* organization.* recipient.*"
        " current_user.*"
    )),
    Dialect("mautic", "Mautic", ("brace",), _names(
        "contactfield.* ownerfield.* dynamiccontent.* tracking_pixel unsubscribe_text"
        " unsubscribe_url webview_text webview_url signature subject pagelink.* assetlink.*"
        " formlink.*"
    ), "{{{}|there}}"),
    Dialect("mailchimp", "Mailchimp", ("mailchimp",)),
    Dialect("respond_io", "respond.io", ("dollar",), _names(
        "contact.* assignee.* system.* variable.*"
    )),
    Dialect("osticket", "osTicket", ("percent_brace",), _names(
        "ticket.* task.* recipient.* user.* staff.* company.* assignee.* assigner.* poster.* link"
        " url message response signature comments note.* activity.*"
    )),
    Dialect("rails", "Rails, Discourse", ("percent_brace",)),
    Dialect("liquid", "Liquid, Jinja, Handlebars", ("double_braces", "tag"),
            fallback="{{{{ {} | default: 'there' }}}}"),
)  # fmt: skip
BY_NAME = {dialect.name: dialect for dialect in DIALECTS}


def detect(placeholders: Iterable[Placeholder]) -> Dialect | None:
    """The dialect that knows most of the fields of a template; None where none knows any, or two
    know as many."""
    fields = [placeholder for placeholder in placeholders if placeholder.is_value]
    counts = sorted(
        (
            (sum(d.score(f.variable) for f in fields if f.shape in d.shapes), d.name)
            for d in DIALECTS
        ),
        reverse=True,
    )
    (best, name), (second, _) = counts[:2]
    return BY_NAME[name] if best > second else None


# --- what a field may hold -----------------------------------------------------------------------

# The longest value that is likely, in code points, by what the field's name says of it: what nine
# in ten values stay within. The first that fits counts.
_LENGTHS = (
    (r"e ?mail|courriel", 32),
    (r"url|link|lien|site", 45),
    (r"phone|telephone|tel|mobile", 17),
    (r"address|adresse", 50),
    (r"first ?name|prenom|fname|pseudo|given", 12),
    (r"last ?name|surname|nom de famille|lname", 16),
    (r"user ?name|handle|login|nick", 15),
    (r"compan|organi|brand|marque|societe|store|magasin|agence|shop|boutique", 24),
    (r"product|produit|item|article|subject|sujet|title|titre|objet|motif|reason|issue", 45),
    (r"date|jour|day|deadline|echeance|created|updated|due", 18),
    (r"time|heure|hour", 7),
    (r"amount|montant|price|prix|total|somme|remise|discount|balance|solde", 11),
    (r"city|ville|town|country|pays|region", 20),
    (r"signature", 40),
    (r"\bid\b|number|numero|num\b|no\b|order|commande|ticket|case|dossier|ref|code|tracking|suivi"
     r"|booking|reservation|invoice|facture", 14),
    (r"agent|user|advisor|conseiller|assignee|owner|teammate", 12),
    (r"name|nom|customer|client|contact|recipient|requester", 24),
)  # fmt: skip
_OTHER = 20
_WORDS = lazy_pattern(r"[^\W_]+")
_CAMEL = lazy_pattern(r"(?<=[a-z])(?=[A-Z])")


def longest_value(variable: str) -> int:
    """The length of the longest value that a field is likely to hold, in code points.

    variable: its name in any dialect: "ticket.requester.first_name", "NOM DU CLIENT". What the
    name's end says goes before what its beginning says.
    """
    words = _WORDS.findall(fold(_CAMEL.sub(" ", variable)))
    for first in range(max(0, len(words) - 2), -1, -1):
        name = " ".join(words[first:])
        for pattern, length in _LENGTHS:
            if re.search(rf"\b(?:{pattern})", name):
                return length
    return _OTHER


def likely_value(variable: str) -> str:
    """A text of that length: a link where the field holds one, small letters otherwise."""
    length = longest_value(variable)
    head = "https://example.com/" if re.search("url|link|lien", variable, re.IGNORECASE) else ""
    return head + "n" * (length - len(head))
