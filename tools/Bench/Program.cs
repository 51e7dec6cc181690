Console.WriteLine("aegis-bench");
