using Aegis.Grains.Agents.Onboarding;

namespace Aegis.Grains.UnitTests.Agents.Onboarding;

public sealed class RotationWishTests
{
    [Theory]
    [InlineData("rotate my key")]
    [InlineData("Please rotate our live API key.")]
    [InlineData("Our key leaked. Please rotate it immediately!")]
    [InlineData("can you replace my key with a new one")]
    [InlineData("could you rotate?")]
    [InlineData("I want to revoke a key")]
    [InlineData("disable the old key and issue a new one")]
    [InlineData("Rotate my key. And how do webhooks work?")]
    [InlineData("bitte unseren API-Key austauschen")]
    [InlineData("quiero rotar mi clave de api")]
    [InlineData("je veux changer ma clé")]
    [InlineData("preciso rotacionar a chave")]
    public void Message_ThatAsksForIt_IsAPlainWish(string message) => RotationWish.IsPlain(message).ShouldBeTrue();

    [Theory]
    [InlineData("how do I rotate keys without downtime")]
    [InlineData("how can I revoke the old key and get a new one?")]
    [InlineData("can I rotate with an overlap period")]
    [InlineData("I'd like to know how to rotate my key")]
    [InlineData("wie rotiere ich meinen schlüssel?")]
    [InlineData("¿cómo cambio la clave?")]
    [InlineData("comment changer ma clé ?")]
    [InlineData("what happens when you rotate my key?")]
    [InlineData("please don't rotate my key")]
    [InlineData("never rotate the key without asking")]
    [InlineData("we rotated our key yesterday")]
    [InlineData("my key was replaced")]
    [InlineData("should I rotate my key?")]
    [InlineData("hello")]
    public void Message_ThatAsksAboutItOrAgainstIt_IsNone(string message) => RotationWish.IsPlain(message).ShouldBeFalse();
}
