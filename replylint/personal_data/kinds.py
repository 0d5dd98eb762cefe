"""What kinds of personal data there are, and the record that says where one was found."""

from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """A kind of personal data. The value is its stable name in reports and configuration."""

    CARD = "card"
    IBAN = "iban"
    BANK_ACCOUNT = "bank_account"
    EMAIL = "email"
    PHONE = "phone"
    SSN = "ssn"  # United States: social security number
    ITIN = "itin"  # United States: individual taxpayer number
    NIR = "nir"  # France: numéro de sécurité sociale
    NINO = "nino"  # United Kingdom: National Insurance number
    SIN = "sin"  # Canada: social insurance number (NAS)
    NISS = "niss"  # Belgium: numéro de registre national
    AHV = "ahv"  # Switzerland: AHV/AVS number
    DNI = "dni"  # Spain: DNI and NIE
    STEUER_ID = "steuer_id"  # Germany: tax identification number
    CODICE_FISCALE = "codice_fiscale"  # Italy: tax code
    RVNR = "rvnr"  # Germany: pension insurance number
    ID_DOCUMENT = "id_document"  # passport, driving licence, identity or health card
    VEHICLE_PLATE = "vehicle_plate"
    ADDRESS = "address"
    DATE_OF_BIRTH = "date_of_birth"
    SECRET = "secret"  # password, PIN, card verification code, one-time code, door code
    REFERENCE = "reference"  # order, booking, case, customer, parcel, policy, serial number...


class PersonalData(NamedTuple):
    """Personal data in a text.

    `start` and `end` count code points of the text that was given to `find`; the text itself is
    not kept, so that a record can be printed or logged. `confidence` goes from 0 to 1: 1 is a
    number that is labelled and has the right check digits, 0.5 a likely one without a context.
    """

    kind: Kind
    start: int
    end: int
    confidence: float
