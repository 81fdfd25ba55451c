"""The marks by which a database file is known, apart from the data dictionary so that opening one reads no more."""

SCHEMA_VERSION = 4
APPLICATION_ID = 0x6A697869  # "jixi", so that `file` and this program know the database
