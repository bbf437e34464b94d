"""The operations of Bookings, a module for each tag of the contract."""
