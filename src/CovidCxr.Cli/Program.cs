Console.WriteLine("covidcxr");
