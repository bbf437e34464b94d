"""What type checkers accept: former names of arguments, classes and attributes."""

from names_renamed_client import Animal, AsyncRenamed, Pet, PetTemper, Renamed


def by_former_names(client: Renamed) -> Animal:
    pet = Pet(name="Tom", temper=PetTemper.GOOD)
    pet.name = pet.name.upper()
    client.pets.get(pet="1")
    return client.pets.replace(pet="1", tell=True, name=pet.name)


def by_current_names(client: Renamed) -> Animal:
    animal = Animal(title="Tom")
    return client.animals.replace("1", notify=True, title=animal.title)


async def in_async_code(client: AsyncRenamed) -> str:
    walk = await client.animals.wait(interval="1", interval_=0.1)
    return walk.state
