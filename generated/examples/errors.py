"""Handle errors by exception class."""

from invent_client import APIConnectionError, APIStatusError, Invent, RateLimitError

with Invent(max_retries=5) as invent:
    try:
        invent.broadcasts.list("c")
    except RateLimitError as error:
        print("too many requests; try later", error.request_id)
    except APIStatusError as error:
        print("the server responded with", error.status_code, error.body)
    except APIConnectionError as error:
        print("the server cannot be reached:", error)
    else:
        print("nothing went wrong")
